package dev.mediahook.program.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWorkersTest {

    private static final int THREADS = 8;
    private static final int MOST = 20;

    private final SharedWorkers workers = new SharedWorkers("shared-test", THREADS, MOST, (thread, failure) -> {});
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void stop() {
        answered.countDown();
        workers.shutdownNow();
    }

    @Test
    void aSenderThatDoesNotAnswerLeavesThreadsToTheOthers() {
        for (String silent : new String[] {"silent", "silent too"}) {
            for (int i = 0; i < MOST; i++) {
                workers.of(silent).execute(this::waitForAnAnswer);
            }
        }
        Awaitility.await().until(() -> begun.get() == 4 + 2);

        workers.of("healthy").execute(done::incrementAndGet);
        Awaitility.await().until(() -> done.get() == 1);
        workers.of("healthy too").execute(done::incrementAndGet);
        Awaitility.await().until(() -> done.get() == 2);

        answered.countDown();
        Awaitility.await().until(() -> begun.get() == 2 * MOST);
    }

    @Test
    void whatOneSenderHasTooMuchOfIsRefusedAndNothingElse() {
        Executor silent = workers.of("silent");
        for (int i = 0; i < MOST; i++) {
            silent.execute(this::waitForAnAnswer);
        }

        assertThatThrownBy(() -> silent.execute(done::incrementAndGet)).isInstanceOf(RejectedExecutionException.class);
        workers.of("healthy").execute(done::incrementAndGet);
        Awaitility.await().until(() -> done.get() == 1);
    }

    @Test
    void goesOnAfterWorkThatFails() {
        for (int i = 0; i < MOST; i++) {
            workers.of("one").execute(() -> {
                begun.incrementAndGet();
                throw new IllegalStateException("as a test wants it");
            });
        }

        Awaitility.await().until(() -> begun.get() == MOST);
        workers.of("one").execute(done::incrementAndGet);
        Awaitility.await().until(() -> done.get() == 1);
    }

    @Test
    void takesNothingAfterItsEnd() {
        workers.shutdownNow();

        assertThatThrownBy(() -> workers.of("one").execute(done::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(done).hasValue(0);
    }

    private void waitForAnAnswer() {
        begun.incrementAndGet();
        try {
            boolean unused = answered.await(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
