package dev.mediahook.bench.program;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/**
 * A PostgreSQL server that syncs its commits to disk, as any production server does. An embedded server does not sync
 * by default. The system property {@code mediahook.bench.postgresql} adds settings, such as
 * {@code shared_buffers=2GB,max_wal_size=8GB}.
 */
final class SyncedPostgres {

    private static final String SETTINGS = System.getProperty("mediahook.bench.postgresql", "");

    private SyncedPostgres() {}

    static EmbeddedPostgres start() throws IOException {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder().setServerConfig("fsync", "on");
        for (String setting : SETTINGS.split(",")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                server.setServerConfig(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return server.start();
    }
}
