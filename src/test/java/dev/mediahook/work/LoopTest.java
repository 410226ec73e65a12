package dev.mediahook.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopTest {

    private final Heartbeats heartbeats = new Heartbeats(Duration.ofMillis(300));
    private final AtomicReference<Throwable> ended = new AtomicReference<>();
    private final Loops loops = new Loops(heartbeats, (thread, failure) -> ended.compareAndSet(null, failure));
    private final AtomicInteger turns = new AtomicInteger();
    private final CountDownLatch pause = new CountDownLatch(1);
    private volatile boolean open = true;

    static Error[] errors() {
        return TestThreads.survivable();
    }

    @AfterEach
    void close() {
        open = false;
        pause.countDown();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void goesOnAfterAnError(Error error) {
        loop(() -> {
            if (turns.incrementAndGet() % 2 == 1) {
                throw error;
            }
        });
        Awaitility.await().until(() -> turns.get() > 60);
        assertThat(ended).hasValue(null);
        assertThat(heartbeats.missing()).isEmpty();
    }

    @Test
    void endsTheProgramAfterWhatNothingSurvives() {
        InternalError error = new InternalError("of the JVM");
        loop(() -> {
            turns.incrementAndGet();
            throw error;
        });
        Awaitility.await().untilAsserted(() -> assertThat(ended).hasValue(error));
        Awaitility.await()
                .untilAsserted(() -> assertThat(heartbeats.missing()).containsExactly("one-loop thread is gone"));
        assertThat(turns).as("turns of the loop, the last one included").hasValue(1);
    }

    @Test
    void endsTheProgramIfNoTurnHasMemoryForLong() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        Loop loop = loop(() -> {
            turns.incrementAndGet();
            throw error;
        });
        // The interrupt skips the loop's pauses, which would take half a minute together.
        loop.interrupt();
        Awaitility.await().untilAsserted(() -> assertThat(ended).hasValue(error));
        assertThat(turns).hasValue(20);
    }

    @Test
    void isMissedWhileItIsStuckAndNoLongerWhenItGoesOn() {
        loop(() -> {
            turns.incrementAndGet();
            pause.await();
            Thread.onSpinWait();
        });
        Awaitility.await().untilAsserted(() -> assertThat(heartbeats.missing())
                .singleElement()
                .asString()
                .startsWith("one-loop no beat for"));
        pause.countDown();
        Awaitility.await().until(() -> heartbeats.missing().isEmpty());
    }

    @Test
    void isMissedAtOnceWhenItsThreadIsGone() throws Exception {
        Heartbeat heartbeat = new Heartbeats(Duration.ofHours(1)).ofLoop("one-loop");
        Thread thread = new Thread(heartbeat::beat);
        thread.start();
        thread.join();
        assertThat(heartbeat.fault(System.nanoTime())).hasValue("thread is gone");
    }

    @Test
    void isNotMissedWhenItHasEndedAsItShould() {
        loop(turns::incrementAndGet);
        Awaitility.await().until(() -> turns.get() > 1);
        open = false;
        Awaitility.await()
                .until(() ->
                        heartbeats.missing(System.nanoTime() + 10_000_000_000L).isEmpty());
    }

    private Loop loop(Loop.Turn turn) {
        Loop loop = loops.loop("one-loop", () -> open, turn);
        loop.start();
        return loop;
    }
}
