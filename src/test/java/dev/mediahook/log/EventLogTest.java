package dev.mediahook.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** How a failure is logged: in its place in the message, or with its stack, and only once. */
class EventLogTest {

    private final Logger log = EventLog.of(EventLogTest.class);

    private static final class Told extends RuntimeException implements Logged {

        private static final long serialVersionUID = 1;

        Told() {
            super("told where it was thrown");
        }
    }

    @Test
    void aFailureStandsWhereTheMessageHasAPlaceForIt() {
        try (LogLines lines = LogLines.of(EventLogTest.class)) {
            log.warn("task={} failed error={}", "look", new IllegalStateException("one\ntwo"));
            log.warn("failed error={}, again", new IllegalStateException("{} three"));

            assertThat(lines.warnings())
                    .containsExactly(
                            "task=look failed error=\"java.lang.IllegalStateException: one\\ntwo\"",
                            "failed error=\"java.lang.IllegalStateException: {} three\", again");
        }
    }

    @Test
    void aFailureThatIsLoggedWhereItWasThrownIsNotLoggedAgain() {
        try (LogLines lines = LogLines.of(EventLogTest.class)) {
            log.error("task={} failed error={}", "look", new Told());
            log.warn("failed error={}", new ExecutionException(new Told()));
            log.warn("failed error={}", new ExecutionException(new IllegalStateException("told by nobody")));

            assertThat(lines.all()).singleElement().asString().contains("told by nobody");
        }
    }
}
