package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page has every row that is kept, whatever happens to the rows while the page is read. */
class ListingTest {

    private static final Listing LISTED =
            new Listing("listed", "sender, state, number", "state", List.of("accepted", "done"), "number");

    private static final Listing NUMBERS = new Listing("listed", "number", "state", List.of(), "number");

    private static final String INSERT =
            "INSERT INTO listed SELECT %s, %s, n, repeat('b', 200)" + " FROM generate_series(%3$s, %3$s + 19999) AS n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void listsARowThatGoesOnBetweenTwoStatements(TestDatabase kind) {
        AtomicBoolean goneOn = new AtomicBoolean();
        try (Database database = kind.open(folder, Map.of())) {
            write(database, "CREATE TABLE listed (sender VARCHAR(9), state VARCHAR(9), number BIGINT)");
            write(database, "CREATE INDEX listed_page ON listed (sender, state, number)");
            write(database, "INSERT INTO listed VALUES ('bfl', 'accepted', 7), ('bfl', 'tampered', 6)");

            List<Long> page = database.read(handle -> {
                handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                    @Override
                    public void logAfterExecution(StatementContext statement) {
                        if (!goneOn.getAndSet(true)) {
                            write(database, "UPDATE listed SET state = 'done' WHERE number = 7");
                        }
                    }
                });
                return LISTED.newest(
                        handle, List.of("bfl"), List.of(), Long.MAX_VALUE, 9, (row, context) -> row.getLong("number"));
            });

            assertThat(page).containsExactly(7L, 6L);
            assertThat(goneOn).isTrue();
        }
    }

    /** The server's statistics are older than the last rows. When they were made, all senders had equally new rows. */
    @Test
    void readsTheRowsOfAPageAndNoOthers() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            write(database, "CREATE TABLE listed (sender TEXT, state TEXT, number BIGINT PRIMARY KEY, body TEXT)");
            write(database, "CREATE INDEX listed_page ON listed (sender, state, number)");
            write(database, "CREATE INDEX listed_accepted ON listed (number) WHERE state = 'accepted'");
            write(database, INSERT.formatted("'s' || n % 5", "CASE n % 3 WHEN 0 THEN 'accepted' ELSE 'done' END", 1));
            write(database, "ANALYZE listed");
            write(database, INSERT.formatted("'other'", "'done'", 20_001));

            assertThat(rowsRead(
                            database,
                            handle -> LISTED.newest(
                                    handle,
                                    List.of("s1"),
                                    List.of("done"),
                                    Long.MAX_VALUE,
                                    50,
                                    (row, context) -> row.getLong(3))))
                    .isBetween(50L, 60L);
            assertThat(rowsRead(
                            database,
                            handle -> LISTED.newest(
                                    handle,
                                    List.of(),
                                    List.of("accepted"),
                                    9_000,
                                    10,
                                    (row, context) -> row.getLong(3))))
                    .isBetween(50L, 150L);
            assertThat(rowsRead(database, handle -> NUMBERS.oldest(handle, "accepted")))
                    .isLessThan(20);
            assertThat(rowsRead(database, handle -> NUMBERS.count(handle, "accepted", 100)))
                    .isLessThan(150);
            assertThat(rowsRead(database, handle -> NUMBERS.oldest(handle, "a")))
                    .isLessThan(20);
        }
    }

    private static long rowsRead(Database database, Consumer<Handle> page) {
        return database.read(handle -> {
            handle.begin();
            long before = rowsRead(handle);
            page.accept(handle);
            long read = rowsRead(handle) - before;
            handle.rollback();
            return read;
        });
    }

    private static long rowsRead(Handle handle) {
        return handle.createQuery("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables"
                        + " WHERE relname = 'listed'")
                .mapTo(Long.class)
                .one();
    }

    private static void write(Database database, String sql) {
        database.writer().write(handle -> handle.execute(sql));
    }
}
