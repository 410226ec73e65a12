package dev.mediahook.packaged;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A PostgreSQL server and its synchronous standby, which has each commit before it is acknowledged. */
final class PostgresPair implements AutoCloseable {

    private final Path folder;
    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;

    private PostgresPair(Path folder, EmbeddedPostgres primary, EmbeddedPostgres standby) {
        this.folder = folder;
        this.primary = primary;
        this.standby = standby;
    }

    static PostgresPair start(Path folder) throws IOException, SQLException {
        Path data = folder.resolve("primary");
        EmbeddedPostgres primary = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("wal_keep_size", "256MB")
                // The embedded servers switch this off by default.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_senders", "5")
                .setServerConfig("wal_level", "replica")
                .start();
        Path copy = folder.resolve("standby");
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(data, copy);
            try (ResultSet stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                stopped.next();
                Files.writeString(copy.resolve("backup_label"), stopped.getString(1));
            }
        }
        Files.writeString(copy.resolve("standby.signal"), "");
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.getPort() + " user=postgres'\n");
        EmbeddedPostgres standby = EmbeddedPostgres.builder()
                .setDataDirectory(copy)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .start();
        PostgresPair pair = new PostgresPair(folder, primary, standby);
        pair.waitForEachOther();
        return pair;
    }

    private void waitForEachOther() throws SQLException {
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
            statement.execute("SELECT pg_reload_conf()");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                try (ResultSet joined =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")) {
                    joined.next();
                    return joined.getInt(1) == 1;
                }
            });
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + primary.getPort() + ",127.0.0.1:" + standby.getPort()
                + "/postgres?targetServerType=primary";
    }

    /** Kills the primary by SIGKILL and promotes the standby. */
    void failOver() throws IOException, SQLException, InterruptedException {
        String pid =
                Files.readAllLines(folder.resolve("primary/postmaster.pid")).get(0);
        new ProcessBuilder("kill", "-KILL", pid.strip()).start().waitFor();
        try (Connection connection = standby.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_promote()");
        }
    }

    /** Copies all files except those that only the running server may have. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = from.relativize(file).toString();
                if (List.of("postmaster.pid", "postmaster.opts", "epg-lock").contains(name)) {
                    continue;
                }
                try {
                    Files.copy(file, to.resolve(name));
                } catch (NoSuchFileException goneMeanwhile) {
                    continue;
                }
            }
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
