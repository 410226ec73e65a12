package dev.mediahook.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At a stop, work may find that what it needs has ended before it. That is no fault, and gets no line. */
class CutOffByTheStopTest {

    private static final RejectedExecutionException ENDED = new RejectedExecutionException("event executor terminated");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sharedThreadsSayNothingOfIt(boolean stopping) throws Exception {
        SharedThreads threads = SharedThreads.of("test-shared", 1, (thread, failure) -> {});
        CountDownLatch shut = new CountDownLatch(1);
        try (LogLines lines = LogLines.of(SharedThreads.class)) {
            threads.execute(new Share("bfl", "job"), () -> {
                await(shut);
                throw ENDED;
            });
            if (stopping) {
                threads.shutdown();
            }
            shut.countDown();
            Awaitility.await()
                    .until(() ->
                            stopping ? threads.isTerminated() : !lines.all().isEmpty());

            assertThat(lines.all().isEmpty()).isEqualTo(stopping);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void threadsWithANameSayNothingOfItEither() throws Exception {
        try (LogLines lines = LogLines.of(NamedThreads.class)) {
            end(ENDED);
            assertThat(lines.all()).isEmpty();

            end(new RejectedExecutionException("no thread", new OutOfMemoryError("native thread")));
            assertThat(lines.all()).singleElement().asString().contains("ended by a failure");
        }
    }

    private static void end(RuntimeException failure) throws InterruptedException {
        Thread thread = new NamedThreads("test-").newThread(() -> {
            throw failure;
        });
        thread.start();
        thread.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
