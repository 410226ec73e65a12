package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page has each row that is kept, whatever happens to the rows while the page is read. */
class ListingTest {

    private static final Listing LISTED =
            new Listing("listed", "sender, state, number", "state", List.of("accepted", "done"), "number");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void listsARowThatGoesOnBetweenTwoStatements(TestDatabase kind) {
        AtomicBoolean goneOn = new AtomicBoolean();
        try (Database database = kind.open(folder, Map.of())) {
            write(database, "CREATE TABLE listed (sender VARCHAR(9), state VARCHAR(9), number BIGINT)");
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

    private static void write(Database database, String sql) {
        database.writer().write(handle -> handle.execute(sql));
    }
}
