package dev.mediahook.receive.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatenessTest {

    private static final Duration TICK = Duration.ofMillis(50);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final AtomicLong nanos = new AtomicLong();
    private final Lateness lateness = new Lateness(nanos::get);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aLoopThatWasNotMeasuredIsNotLate() throws Exception {
        assertThat(lateness()).isZero();
    }

    @Test
    void aTimerThatIsOverdueSaysByHowMuch() throws Exception {
        onLoop(() -> {
            lateness.ofThisLoop(vertx);
            pass(TICK.plusMillis(700));
            assertThat(lateness.ofThisLoop(vertx)).isEqualTo(Duration.ofMillis(700));
        });
    }

    @Test
    void theLastMeasureCountsForASecond() throws Exception {
        measureLateBy(Duration.ofMillis(700));
        pass(Duration.ofMillis(900));
        assertThat(lateness()).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void anOlderMeasureSaysNothing() throws Exception {
        measureLateBy(Duration.ofMillis(700));
        pass(Duration.ofMillis(1100));
        assertThat(lateness()).isZero();
    }

    private void measureLateBy(Duration late) throws Exception {
        onLoop(() -> {
            lateness.ofThisLoop(vertx);
            pass(TICK.plus(late));
        });
        afterTheTimer();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void afterTheTimer() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        loop.runOnContext(now -> vertx.setTimer(2 * TICK.toMillis(), tick -> over.complete(null)));
        over.get(10, TimeUnit.SECONDS);
    }

    private Duration lateness() throws Exception {
        CompletableFuture<Duration> answer = new CompletableFuture<>();
        loop.runOnContext(now -> answer.complete(lateness.ofThisLoop(vertx)));
        return answer.get(10, TimeUnit.SECONDS);
    }

    private void onLoop(Runnable work) throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        loop.runOnContext(now -> {
            try {
                work.run();
                over.complete(null);
            } catch (RuntimeException | AssertionError failure) {
                over.completeExceptionally(failure);
            }
        });
        over.get(10, TimeUnit.SECONDS);
    }
}
