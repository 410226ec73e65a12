package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.LogLines;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.work.TestThreads;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that can't be used is reported in one line that names the property. One that is away is waited for. */
class OpeningTest {

    @TempDir
    Path folder;

    @Test
    void aFolderThatCannotBeWrittenToIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        refused(Map.of("mediahook.data-dir", file.resolve("below").toString()))
                .hasMessageContaining("mediahook.data-dir=" + file.resolve("below"));
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Files.writeString(folder.resolve("mediahook.db"), "this is no database ".repeat(1000));

        refused(Map.of("mediahook.data-dir", folder.toString()))
                .hasMessageContaining("mediahook.data-dir")
                .hasMessageContaining("code=26 (not a database)");
        assertThat(Files.size(folder.resolve("mediahook.db")))
                .as("the file is left alone")
                .isEqualTo(20_000);
    }

    @Test
    void aFolderMayHaveAnyName() {
        Path odd = folder.resolve("a#b%41 c+d;e:f{{g}}\u00fc");

        open(Map.of("mediahook.data-dir", odd.toString())).close();

        assertThat(odd.resolve("mediahook.db")).isNotEmptyFile();
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(odd));
    }

    @Test
    void theTablesOfAnEarlierSnapshotAreNamed() throws Exception {
        TestDatabase.SQLITE.open(folder, Map.of()).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mediahook.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE mediahook_schema SET checksum = 7");
        }

        refused(Map.of("mediahook.data-dir", folder.toString())).hasMessageContaining("earlier snapshot");
    }

    @Test
    void aMissingDatabaseIsNotWaitedFor() {
        Map<String, String> server = new HashMap<>(TestDatabase.POSTGRESQL.properties(folder));
        server.computeIfPresent("mediahook.database.url", (name, url) -> url + "_missing");

        refused(server).hasMessageContaining("mediahook.database.url").hasMessageContaining("state=3D000");
    }

    /** A delivery with such a character would get 503 for ever. */
    @Test
    void aDatabaseThatCannotHoldEveryCharacterIsRefused() throws Exception {
        refused(encodedIn("LATIN1"))
                .hasMessageContaining("mediahook.database.url can't be used: state=22P05")
                .hasMessageEndingWith(": make the database with ENCODING 'UTF8'");

        open(encodedIn("SQL_ASCII")).close();
    }

    private Map<String, String> encodedIn(String encoding) throws SQLException {
        Map<String, String> server = new HashMap<>(TestDatabase.POSTGRESQL.properties(folder));
        String url = server.get("mediahook.database.url");
        String name = url.substring(url.lastIndexOf('/') + 1) + "_in";
        try (Connection connection = DriverManager.getConnection(url, "postgres", null);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 LOCALE 'C' ENCODING '" + encoding + "'");
        }
        server.put("mediahook.database.url", url + "_in");
        return server;
    }

    @Test
    void aServerThatIsAwayIsWaitedFor() throws Exception {
        try (ServerSocket away = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LogLines lines = LogLines.of(AwayAtStart.class)) {
            int port = away.getLocalPort();
            away.close();
            Map<String, String> server = Map.of(
                    "mediahook.data-dir",
                    folder.toString(),
                    "mediahook.database.url",
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                    "mediahook.database.user",
                    "postgres");
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread starting = new Thread(() -> {
                try (Database unexpected = open(server)) {
                    ended.complete(null);
                } catch (RuntimeException stopped) {
                    ended.complete(stopped);
                }
            });
            starting.start();
            while (lines.all().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(ended).isNotDone();
            starting.interrupt();

            assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(StoreUnavailable.class);
            assertThat(lines.all())
                    .allSatisfy(line -> assertThat(line).contains("mediahook.database.url", "state=08001"));
        }
    }

    @Test
    void aSchemaOfOurOwnIsMadeAndHoldsEverything() {
        Map<String, String> server = new HashMap<>(TestDatabase.POSTGRESQL.properties(folder));
        server.put("mediahook.database.schema", "hooks");

        try (Database database = open(server)) {
            database.writer()
                    .write(handle -> handle.execute(
                            "INSERT INTO mediahook_key (id, name, value, created_at) VALUES ('a', 'a', 'a', 1)"));
            assertThat(database.<Integer>read(handle -> handle.createQuery("SELECT count(*) FROM hooks.mediahook_key")
                            .mapTo(Integer.class)
                            .one()))
                    .isEqualTo(1);
            assertThat(database.<Integer>read(handle -> handle.createQuery(
                                    "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
                            .mapTo(Integer.class)
                            .one()))
                    .isZero();
        }
    }

    @Test
    void aSchemaIsRefusedIfItIsNoNameOrTheDatabaseHasNone() {
        refused(Map.of("mediahook.data-dir", folder.toString(), "mediahook.database.schema", "a\"b"))
                .hasMessageContaining("mediahook.database.schema");
        refused(Map.of("mediahook.data-dir", folder.toString(), "mediahook.database.schema", "hooks"))
                .hasMessageContaining("mediahook.database.schema");
    }

    private static AbstractThrowableAssert<?, ?> refused(Map<String, String> properties) {
        return assertThatThrownBy(() -> open(properties))
                .isInstanceOf(SettingsFault.class)
                .hasMessageNotContaining("\n");
    }

    private static Database open(Map<String, String> properties) {
        return Database.open(
                Settings.read(name -> Optional.ofNullable(properties.get(name)), Set.of()), TestThreads.loops());
    }
}
