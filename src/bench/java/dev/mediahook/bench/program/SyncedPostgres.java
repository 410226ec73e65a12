package dev.mediahook.bench.program;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** A PostgreSQL server whose commits are on disk, as any that is used in earnest; by itself an embedded one syncs nothing. */
final class SyncedPostgres {

    private SyncedPostgres() {}

    static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
    }
}
