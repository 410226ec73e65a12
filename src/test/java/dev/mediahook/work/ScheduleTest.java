package dev.mediahook.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {

    private static final Duration OFTEN = Duration.ofMillis(1);

    private final Heartbeats heartbeats = new Heartbeats(Duration.ofMillis(300));
    private final Schedule schedule =
            new Schedule(Pools.OWN.timers("test", 2), new Loops(heartbeats, (thread, failure) -> {}));
    private final AtomicInteger times = new AtomicInteger();

    static Error[] errors() {
        return TestThreads.survivable();
    }

    @AfterEach
    void close() {
        schedule.close();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void repeatsWhatThrowsAnError(Error error) {
        schedule.every("faulty", OFTEN, OFTEN, () -> {
            times.incrementAndGet();
            throw error;
        });
        Awaitility.await().until(() -> times.get() > 20);
    }

    @Test
    void repeatsWhatThrowsAnException() {
        schedule.every("faulty", OFTEN, OFTEN, () -> {
            times.incrementAndGet();
            throw new IllegalStateException("each time");
        });
        Awaitility.await().until(() -> times.get() > 20);
    }

    @Test
    void missesATaskThatHangsAndGoesOnWithTheOthers() {
        CountDownLatch end = new CountDownLatch(1);
        schedule.every("hangs", OFTEN, OFTEN, () -> {
            try {
                end.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
        schedule.every("fine", OFTEN, OFTEN, times::incrementAndGet);

        Awaitility.await().untilAsserted(() -> assertThat(heartbeats.missing())
                .singleElement()
                .asString()
                .startsWith("hangs no beat for"));
        int before = times.get();
        Awaitility.await().until(() -> times.get() > before + 10);
        end.countDown();
    }

    /** A task that the program's end interrupts is not reported as a failure. */
    @Test
    void saysNothingOfWhatItsOwnEndInterrupts() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        ScheduledExecutorService timer = Pools.OWN.timers("ending", 1);
        Schedule ending = new Schedule(timer, new Loops(heartbeats, (thread, failure) -> {}));
        try (LogLines lines = LogLines.of(Schedule.class)) {
            ending.once("waits", Duration.ZERO, () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException closing) {
                    throw new IllegalStateException("stopped while waiting");
                }
            });
            begun.await();
            ending.close();

            assertThat(timer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            assertThat(lines.all()).noneMatch(line -> line.contains("failed"));
        }
    }
}
