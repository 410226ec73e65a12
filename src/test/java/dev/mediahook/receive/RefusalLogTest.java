package dev.mediahook.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.work.Schedule;
import dev.mediahook.work.TestThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

    @Test
    void writesTheFirstOfAKindAndThenHowManyMore() {
        Schedule timer = TestThreads.schedule();
        AtomicInteger counted = new AtomicInteger();
        try (LogLines lines = LogLines.of(Refusals.class)) {
            Refusals refusals = new Refusals(refusal -> counted.incrementAndGet(), timer, Clock.systemUTC());
            for (int i = 0; i < 31_446; i++) {
                refusals.add(refusal(RefusalCause.SIGNATURE_MISSING));
            }
            refusals.add(refusal(RefusalCause.TOKEN_WRONG));
            assertThat(lines.all()).hasSize(6);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> lines.all().size() == 7);
            assertThat(lines.all().get(6))
                    .isEqualTo("sender=acme deliveries refused cause=signature_missing more=31441 seconds=5");
            assertThat(counted).hasValue(31_447);
            assertThat(refusals.recent()).hasSize(200);
        } finally {
            timer.close();
        }
    }

    @Test
    void goesOnWhileTheProgramStops() {
        Schedule timer = TestThreads.schedule();
        timer.close();
        AtomicInteger counted = new AtomicInteger();
        new Refusals(refusal -> counted.incrementAndGet(), timer, Clock.systemUTC()).add(refusal(RefusalCause.EMPTY));
        assertThat(counted).hasValue(1);
    }

    private static Refusal refusal(RefusalCause cause) {
        return new Refusal(Instant.EPOCH, "acme", cause, 2, "00");
    }
}
