package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.database.Duties;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    private static final Duration PAYLOADS = Duration.ofDays(3);
    private static final Duration EVENTS = Duration.ofDays(30);

    @TempDir
    Path folder;

    @Test
    void warnsOfAnAgeThatIsMostLikelyMeantInAnotherUnit() {
        try (TestInbox inbox = new TestInbox(TestDatabase.SQLITE, folder);
                LogLines lines = LogLines.of(Retention.class)) {
            var unused = new Retention(
                    new Duties(inbox.database, inbox.clock, "one"),
                    List.of(
                            Retention.Deletion.of("payloads", Duration.ofMillis(3), age -> 0),
                            Retention.Deletion.of("events", Duration.ofMinutes(1), age -> 0)),
                    () -> {});

            assertThat(lines.warnings()).singleElement().asString().contains("[payloads]", "write 30d, not 30");
        }
    }

    @Test
    void saysHowManyWereDeletedAndFromWhatAgeOn() {
        try (TestInbox inbox = new TestInbox(TestDatabase.SQLITE, folder);
                LogLines lines = LogLines.of(Retention.class)) {
            Payloads payloads = new Payloads(inbox.database, inbox.clock);
            Retention retention = new Retention(
                    new Duties(inbox.database, inbox.clock, "one"),
                    List.of(
                            new Retention.Deletion("payloads", PAYLOADS, payloads::deleteOlderThan),
                            Retention.Deletion.of("events", EVENTS, inbox.inbox::deleteOlderThan)),
                    () -> {});
            inbox.keep("bfl", "ended", "undone");
            inbox.finish(inbox.claimOne("bfl"), new Outcome.Done(null));

            inbox.clock.pass(Duration.ofDays(4));
            retention.round();
            inbox.clock.pass(Duration.ofDays(30));
            retention.round();

            assertThat(lines.all())
                    .containsExactly("deleted 1 payloads older than PT72H", "deleted 1 events older than PT720H");
        }
    }
}
