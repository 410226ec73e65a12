package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.work.TestThreads;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A commit whose disk does not answer. */
class HangingCommitTest {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final CountDownLatch commits = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicBoolean released = new AtomicBoolean();

    /** SQLite's driver lets nobody close a connection during a commit, so that the program would not end. */
    @Test
    void holdsUpNoEnd() throws Exception {
        CommitLoop loop = loop();
        CompletableFuture<Integer> write = write(loop);
        commits.await();
        loop.close();
        assertThat(released).isFalse();
        answers.countDown();
        assertThat(write.join()).isEqualTo(1);
    }

    @Test
    void thatHasEndedLetsItsConnectionBeClosed() {
        answers.countDown();
        CommitLoop loop = loop();
        assertThat(write(loop).join()).isEqualTo(1);
        loop.close();
        assertThat(released).isTrue();
    }

    private CommitLoop loop() {
        Outage outage = new Outage(System::nanoTime);
        WriterSession session = new WriterSession(new Hanging(), new Budget(Duration.ofSeconds(10)), outage);
        return new CommitLoop("test-writer", List.of(session), 1, PATIENCE, null, TestThreads.loops());
    }

    private static CompletableFuture<Integer> write(CommitLoop loop) {
        GroupCommit writer = new GroupCommit(loop, loop, 10, Duration.ofMinutes(1), new Outage(System::nanoTime));
        return writer.submit((handle, numbers) -> numbers, 1);
    }

    private final class Hanging implements WriterSession.Connections {

        @Override
        public Connection open(Budget budget) throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite::memory:");
        }

        /** Comes just before the commit. */
        @Override
        public void check() {
            commits.countDown();
            try {
                answers.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void release(Connection connection) throws SQLException {
            released.set(true);
            connection.close();
        }
    }
}
