package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices what SQLite silently leaves out of its log, and nothing else. */
class WalFramesTest {

    private static final int PAGE = 4096;
    private static final int FRAME = PAGE + 24;
    private static final int ROWS = 8;

    @TempDir
    Path folder;

    private Path database;
    private Path log;

    /** The log of a killed program: one transaction of two frames for the table, and one frame for each row. */
    @BeforeEach
    void killed() throws Exception {
        database = folder.resolve("mediahook.db");
        log = folder.resolve("mediahook.db-wal");
        Path live = folder.resolve("live.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + live);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE something (one INTEGER PRIMARY KEY)");
            for (int row = 0; row < ROWS; row++) {
                statement.execute("INSERT INTO something VALUES (" + row + ")");
            }
            Files.copy(live, database);
            Files.copy(folder.resolve("live.db-wal"), log);
        }
        assertThat(Files.size(log)).isEqualTo(32 + (2 + ROWS) * (long) FRAME);
    }

    @Test
    void aLogThatIsWholeIsNotDamaged() throws Exception {
        assertThat(WalFrames.damage(log, PAGE)).isEmpty();
        assertThat(WalFrames.damage(folder.resolve("none"), PAGE)).isEmpty();
        assertThat(rows()).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @CsvSource({"2, 30", "2, 4000", "5, 1", "5, 5", "5, 9", "5, 17", "5, 1000", "8, 100"})
    void aBitThatFlippedIsNoticedWhereverItIs(int frame, int at) throws Exception {
        flip(32 + frame * (long) FRAME + at);

        // After a damaged checksum, the next frame does not fit either.
        int after = ROWS + 2 - frame - 1 - (at == 17 ? 1 : 0);
        assertThat(WalFrames.damage(log, PAGE)).contains(new WalFrames.Damage(frame, ROWS + 2 - frame, after, false));
        assertThat(rows()).isEqualTo(frame - 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10, 13, 17, 25})
    void aHeaderThatIsDamagedIsNoticed(int at) throws Exception {
        flip(at);

        assertThat(WalFrames.damage(log, PAGE)).map(WalFrames.Damage::frame).contains(0L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 24, FRAME - 1, FRAME})
    void aTornEndIsNoDamage(int torn) throws Exception {
        byte[] whole = Files.readAllBytes(log);
        byte[] shorter = Arrays.copyOf(whole, whole.length - torn);
        Files.write(log, shorter);

        assertThat(WalFrames.damage(log, PAGE)).isEmpty();
    }

    @Test
    void aLastFrameThatDoesNotFitIsTakenForATornOne() throws Exception {
        flip(Files.size(log) - 7);

        assertThat(WalFrames.damage(log, PAGE)).isEmpty();
    }

    @Test
    void oneTransactionWithoutItsBeginningMayBeTorn() throws Exception {
        byte[] two = Arrays.copyOf(Files.readAllBytes(log), 32 + 2 * FRAME);
        Files.write(log, two);
        flip(32 + 50);

        assertThat(WalFrames.damage(log, PAGE)).contains(new WalFrames.Damage(0, 2, 1, true));
    }

    @Test
    void framesOfAnEarlierRoundAreNoDamage() throws Exception {
        Path live = folder.resolve("live.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + live);
                Statement statement = connection.createStatement()) {
            for (int row = 0; row < ROWS; row++) {
                statement.execute("INSERT INTO something VALUES (" + (100 + row) + ")");
            }
            statement.execute("PRAGMA wal_checkpoint(RESTART)");
            statement.execute("INSERT INTO something VALUES (200)");
            statement.execute("INSERT INTO something VALUES (201)");
            Path again = folder.resolve("live.db-wal");
            assertThat(Files.size(again)).isGreaterThan(5 * FRAME);
            assertThat(WalFrames.damage(again, PAGE)).isEmpty();
        }
    }

    @Test
    void bytesThatAreNoLogAreNoDamage() throws Exception {
        Files.writeString(log, "no log ".repeat(3000));

        assertThat(WalFrames.damage(log, PAGE)).isEmpty();
    }

    @Test
    void isSaidAtTheStartAndACopyKept(@TempDir Path data) throws Exception {
        Files.copy(database, data.resolve("mediahook.db"));
        flip(32 + 3 * (long) FRAME + 500);
        Files.copy(log, data.resolve("mediahook.db-wal"));

        try (LogLines lines = LogLines.of(DamagedLog.class)) {
            TestDatabase.SQLITE.open(data, Map.of()).close();
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .contains(
                            "mediahook.db-wal is damaged from frame=3", "frames=7", "transactions=6", "may be missing");
        }
        try (Stream<Path> files = Files.list(data)) {
            List<Path> copies =
                    files.filter(file -> file.toString().contains(".damaged-")).toList();
            assertThat(copies).singleElement().satisfies(copy -> assertThat(copy)
                    .hasSameBinaryContentAs(log));
        }
    }

    private int rows() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM something")) {
            return count.getInt(1);
        }
    }

    private void flip(long at) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        bytes[Math.toIntExact(at)] ^= 4;
        Files.write(log, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
