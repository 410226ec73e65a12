package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** Many writes share few commits, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class GroupCommitTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    Database database;
    final AtomicInteger groups = new AtomicInteger();
    final GroupWrite<String, Integer> insert = this::insert;

    @BeforeEach
    void open() {
        database = kind.open(folder, Map.of("mediahook.webhook.store-timeout", "1s"));
        database.writer().write(handle -> handle.execute("CREATE TABLE note (word VARCHAR(20) UNIQUE)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoWritesDuringACommitSharesTheNextOne() throws Exception {
        CountDownLatch go = HeldWriter.of(database.writer());
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            writes.add(database.writer().submit(insert, "word-" + i));
        }
        go.countDown();
        writes.forEach(CompletableFuture::join);

        assertThat(groups).hasValue(1);
        assertThat(words()).isEqualTo(100);
    }

    @Test
    void isCrowdedWhileMoreThanAFewCallersWaitAtOnceAndForAMomentAfterwards() throws Exception {
        CountDownLatch go = HeldWriter.of(database.writer());
        List<CompletableFuture<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(offered("word-" + i));
        }
        assertThat(database.writer().crowded()).as("with four callers").isFalse();
        callers.add(offered("word-4"));
        assertThat(database.writer().crowded()).as("with five callers").isTrue();

        go.countDown();
        callers.forEach(CompletableFuture::join);
        Awaitility.await().until(() -> !database.writer().crowded());
    }

    /** Returns once the caller is waiting. */
    private CompletableFuture<Integer> offered(String word) {
        int before = database.writer().queued();
        CompletableFuture<Integer> caller = CompletableFuture.supplyAsync(
                () -> database.writer().offer(insert, word), one -> new Thread(one).start());
        while (database.writer().queued() == before) {
            Thread.onSpinWait();
        }
        return caller;
    }

    @Test
    void oneBadWriteTakesNoOtherDownWithIt() throws Exception {
        CountDownLatch go = HeldWriter.of(database.writer());
        List<CompletableFuture<Integer>> good = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            good.add(database.writer().submit(insert, "word-" + i));
        }
        CompletableFuture<Integer> bad = database.writer().submit(insert, "word-3");
        good.add(database.writer().submit(insert, "word-10"));
        go.countDown();

        assertThatThrownBy(bad::join).isInstanceOf(CompletionException.class);
        good.forEach(CompletableFuture::join);
        assertThat(words()).isEqualTo(11);
        assertThat(database.writer().offer(insert, "afterwards")).as("goes on").isEqualTo(1);
    }

    @Test
    void aBadWriteCostsTheOthersOneMoreTransactionAndNoneEach() throws Exception {
        AtomicInteger commits = countedCommits();
        CountDownLatch go = HeldWriter.of(database.writer());
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            writes.add(database.writer().submit(insert, "word-" + i));
        }
        CompletableFuture<Integer> bad = database.writer().submit(insert, "word-7");
        go.countDown();

        assertThatThrownBy(bad::join).hasCauseInstanceOf(StoreUnavailable.class);
        writes.forEach(CompletableFuture::join);
        assertThat(words()).isEqualTo(200);
        assertThat(commits).as("each commit is a sync of the disk").hasValueLessThan(10);
    }

    @Test
    void nobodyWaitsForADeadDiskForever() throws Exception {
        CountDownLatch go = HeldWriter.of(database.writer());
        try {
            assertThatThrownBy(() -> database.writer().offer(insert, "late")).isInstanceOf(StoreUnavailable.class);
            int queued = database.writer().queued();
            assertThatThrownBy(() -> database.writer().offer(insert, "at-once")).isInstanceOf(StoreUnavailable.class);
            assertThat(database.writer().queued()).as("not even queued").isEqualTo(queued);
        } finally {
            go.countDown();
        }
    }

    @Test
    void writesWhatIsQueuedBeforeItCloses() throws Exception {
        CountDownLatch go = HeldWriter.of(database.writer());
        CompletableFuture<Integer> queued = database.writer().submit(insert, "queued");
        CompletableFuture<Void> closing =
                CompletableFuture.runAsync(() -> database.writer().close());
        go.countDown();
        closing.join();

        assertThat(queued.join()).isEqualTo(1);
        assertThatThrownBy(() -> database.writer().offer(insert, "too-late")).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aSecondProgramOnTheSameFolderIsRefused() {
        assumeThat(kind).isEqualTo(TestDatabase.SQLITE);

        assertThatThrownBy(() -> kind.open(folder, Map.of())).hasMessageContaining("another Mediahook is running");
    }

    private List<Integer> insert(Handle handle, List<String> words) throws SQLException {
        groups.incrementAndGet();
        List<Integer> results = new ArrayList<>();
        try (PreparedStatement insert = handle.getConnection().prepareStatement("INSERT INTO note (word) VALUES (?)")) {
            for (String word : words) {
                insert.setString(1, word);
                results.add(insert.executeUpdate());
            }
        }
        return results;
    }

    /** Counts commits on SQLite, which reports them. PostgreSQL is written to in the same way. */
    private AtomicInteger countedCommits() {
        AtomicInteger commits = new AtomicInteger();
        if (kind == TestDatabase.SQLITE) {
            database.writer().write(handle -> {
                handle.getConnection().unwrap(SQLiteConnection.class).addCommitListener(new SQLiteCommitListener() {
                    @Override
                    public void onCommit() {
                        commits.incrementAndGet();
                    }

                    @Override
                    public void onRollback() {}
                });
                return commits;
            });
        }
        return commits;
    }

    private int words() {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM note")
                .mapTo(Integer.class)
                .one());
    }
}
