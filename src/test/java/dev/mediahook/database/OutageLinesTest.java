package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An outage of the database is one event: it may not fill the log, however many calls it refuses. */
class OutageLinesTest {

    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
    private final Outage outage = new Outage(() -> nanos);

    @Test
    void hasALineAtItsBeginningOneAMinuteAtMostAndOneAtItsEnd() {
        try (LogLines lines = LogLines.of(Outage.class)) {
            for (int second = 0; second < 130; second++) {
                outage.goesOn(3, "code=13 (disk full)");
                pass(1);
            }
            outage.ends();
            assertThat(lines.all())
                    .as("some writes succeed on a disk that is almost full")
                    .hasSize(3);
            pass(10);
            outage.ends();
            outage.ends();

            assertThat(lines.all())
                    .containsExactly(
                            "the database is unavailable seconds=0 failures=3 error=\"code=13 (disk full)\"",
                            "the database is unavailable seconds=60 failures=183 error=\"code=13 (disk full)\"",
                            "the database is unavailable seconds=120 failures=363 error=\"code=13 (disk full)\"",
                            "the database is available again seconds=129 failures=390");
        }
    }

    @Test
    void theNextOneIsAnother() {
        try (LogLines lines = LogLines.of(Outage.class)) {
            outage.goesOn(1, "state=25006");
            pass(11);
            outage.ends();
            outage.goesOn(1, "state=57P01");

            assertThat(lines.all()).last().asString().contains("seconds=0 failures=1 error=state=57P01");
        }
    }

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
