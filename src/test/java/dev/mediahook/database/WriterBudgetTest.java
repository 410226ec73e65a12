package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** No caller keeps the writer from the others for long, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WriterBudgetTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    Database database;
    final GroupWrite<String, Integer> insert = this::insert;

    @BeforeEach
    void open() {
        database = kind.open(folder, Map.of());
        database.writer().write(handle -> handle.execute("CREATE TABLE note (word VARCHAR(20) UNIQUE)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCallerWhoTakesTooLongIsRefusedAndNobodyElse() throws Exception {
        CountDownLatch go = HeldWriter.of(database.writer());
        CompletableFuture<Integer> before = database.writer().submit(insert, "before");
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<Object> greedy =
                CompletableFuture.supplyAsync(() -> database.writer().write(handle -> {
                    begun.set(true);
                    for (int i = 0; ; i++) {
                        handle.execute("INSERT INTO note (word) VALUES (?)", "greedy-" + i);
                    }
                }));
        // On a server such callers have connections of their own.
        Awaitility.await().until(() -> begun.get() || database.writer().queued() == 2);
        CompletableFuture<Integer> after = database.writer().submit(insert, "after");
        go.countDown();

        assertThatThrownBy(greedy::join).hasCauseInstanceOf(StoreUnavailable.class);
        before.join();
        after.join();
        assertThat(words()).isEqualTo(2);
    }

    @Test
    void oneLongStatementIsBrokenOff() {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> database.writer()
                        .write(handle -> handle.createQuery("WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL"
                                        + " SELECT n + 1 FROM many WHERE n < 2000000000) SELECT count(*) FROM many")
                                .mapTo(Long.class)
                                .one()))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(System.nanoTime() - begun).isLessThan(15_000_000_000L);
        assertThat(database.writer().submit(insert, "afterwards").join()).isEqualTo(1);
    }

    @Test
    void manyRowsAreWrittenInStepsThatFit() {
        List<Integer> sizes = new ArrayList<>();
        List<Integer> rows = IntStream.range(0, 1000).boxed().toList();

        int changed = database.writer().inSteps(rows, (handle, step) -> {
            if (step.size() > 100) {
                throw new OverBudget();
            }
            sizes.add(step.size());
            return step.size();
        });

        assertThat(changed).isEqualTo(1000);
        assertThat(sizes).hasSize(10).containsOnly(100);
    }

    private List<Integer> insert(Handle handle, List<String> words) throws SQLException {
        List<Integer> results = new ArrayList<>();
        try (PreparedStatement insert = handle.getConnection().prepareStatement("INSERT INTO note (word) VALUES (?)")) {
            for (String word : words) {
                insert.setString(1, word);
                results.add(insert.executeUpdate());
            }
        }
        return results;
    }

    private int words() {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM note")
                .mapTo(Integer.class)
                .one());
    }
}
