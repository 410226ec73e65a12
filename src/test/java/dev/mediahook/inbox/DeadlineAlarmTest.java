package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.database.Duties;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import dev.mediahook.media.DeadlineAlarm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeadlineAlarmTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    private final Map<String, Integer> counts = new HashMap<>();
    private TestInbox inbox;
    private DeadlineAlarm atRisk;

    @BeforeEach
    void open() {
        inbox = new TestInbox(kind, folder);
        atRisk = new DeadlineAlarm(
                inbox.database,
                inbox.clock,
                Duration.ofHours(2),
                () -> java.util.List.of("bfl", "bluma", "krea"),
                counts::put,
                new Duties(inbox.database, inbox.clock, "one"));
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void saysOnceThatADeadlineIsNearAfterFailedTries() {
        inbox.inbox.keep(inbox.event("bfl", "a", Duration.ofMinutes(10)));
        Leased leased = inbox.claimOne("bfl");
        Instant due = inbox.clock.instant().plus(Duration.ofMinutes(9));
        inbox.finish(leased, new Outcome.Again(due, Reason.FETCH_FAILED));
        assertThat(warnings()).as("the deadline is not near").isEmpty();

        inbox.clock.pass(Duration.ofSeconds(542));

        assertThat(warnings())
                .containsExactly("sender=bfl job=job-a event="
                        + leased.delivery().id() + " medium=all at risk: deadline in 58s attempts=1 last=fetch_failed");
        assertThat(counts).containsEntry("bfl", 1);
        assertThat(warnings()).as("it warns once").isEmpty();

        inbox.leases.wake();
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Done(null));
        assertThat(warnings()).isEmpty();
        assertThat(counts).containsEntry("bfl", 0);
    }

    @Test
    void saysSoOfWhatStillWaitsBehindOthersAndNotOfWhatHasJustCome() {
        for (int i = 0; i < 30; i++) {
            inbox.inbox.keep(inbox.event("bfl", "waits-" + i, Duration.ofMinutes(10)));
        }
        inbox.clock.pass(Duration.ofMinutes(8));
        inbox.inbox.keep(inbox.event("bfl", "new", Duration.ofSeconds(30)));

        assertThat(warnings()).hasSize(21).last().isEqualTo("media at risk besides these: 10");
        assertThat(counts).containsEntry("bfl", 30);
    }

    @Test
    void saysSoOfWhatIsUnderWayForTheFirstTimeAndMayWaitForATransferToEnd() {
        inbox.inbox.keep(inbox.event("bfl", "a", Duration.ofMinutes(10)));
        Leased leased = inbox.claimOne("bfl");
        inbox.clock.pass(Duration.ofMinutes(8));

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains(leased.delivery().id() + " medium=all at risk");
        assertThat(counts).containsEntry("bfl", 1);
    }

    @Test
    void isSilentOfWhatHasNoMediaAndOfWhatIsLost() {
        inbox.inbox.keep(inbox.event("bfl", "no-media"));
        inbox.inbox.keep(inbox.event("bfl", "lost", Duration.ofMinutes(10)));
        inbox.clock.pass(Duration.ofMinutes(119));

        assertThat(warnings()).isEmpty();
    }

    @Test
    void countsNothingOnceAnotherNodeWatches() {
        inbox.inbox.keep(inbox.event("bfl", "a", Duration.ofMinutes(10)));
        inbox.clock.pass(Duration.ofMinutes(8));
        assertThat(warnings()).hasSize(1);
        inbox.clock.pass(Duration.ofSeconds(31));
        assertThat(new Duties(inbox.database, inbox.clock, "other").mine("media-at-risk"))
                .isTrue();

        assertThat(warnings()).isEmpty();

        assertThat(counts).containsEntry("bfl", kind == TestDatabase.POSTGRESQL ? 0 : 1);
    }

    private List<String> warnings() {
        try (LogLines lines = LogLines.of(DeadlineAlarm.class)) {
            atRisk.look();
            return lines.all();
        }
    }
}
