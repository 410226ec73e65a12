package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.config.SenderProperties;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.sender.PollPace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Watches record the jobs that are polled, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WatchesTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();
    private Database database;
    private Watches watches;
    private Jobs jobs;

    @BeforeEach
    void open() {
        database = kind.open(data, Map.of());
        watches = new Watches(
                database,
                clock,
                new PollSettings(
                        new SenderProperties(name -> Optional.ofNullable(
                                Map.of("mediahook.slow.api-key", "k").get(name))),
                        sender -> PollPace.USUAL,
                        sender -> true));
        jobs = new Jobs(database, new EventIds(clock, 0), clock, watches);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void watchesNoJobThatHasEndedAlready() {
        database.writer()
                .write(handle -> jobs.apply(handle, 0, "slow", "j-1", new JobFact(JobStatus.FAILED, 0, null, null)));

        watch("slow", "j-1");

        assertThat(watches.senders()).isEmpty();
    }

    @Test
    void takesAPollUpAgainThatAProgramThatDiedHadBegun() {
        watch("slow", "j-1");
        assertThat(watches.take("slow", 10, Duration.ofSeconds(30))).hasSize(1);
        assertThat(watches.take("slow", 10, Duration.ofSeconds(30))).isEmpty();
        clock.pass(Duration.ofSeconds(31));

        assertThat(watches.take("slow", 10, Duration.ofSeconds(30)))
                .extracting(Watch::polls)
                .isEqualTo(List.of(2));
        assertThat(watches.senders()).containsExactly("slow");
    }

    @Test
    void aPollThatAWrongClockHasPutOffForYearsIsDueAfterTheNextStart() {
        watch("slow", "j-1");
        Watch watch = watches.take("slow", 10, Duration.ofDays(400)).get(0);
        Instant until = watch.until();
        watches.release();

        assertThat(watches.take("slow", 10, Duration.ofSeconds(30)))
                .singleElement()
                .satisfies(again -> assertThat(again.until())
                        .as("it is polled for no longer than otherwise")
                        .isBeforeOrEqualTo(until));
    }

    @Test
    void leavesASenderAloneForAsLongAsItAsks() {
        watch("slow", "j-1");
        watch("other", "o-1");
        watches.quiet("slow", Duration.ofSeconds(30));
        watches.quiet("slow", Duration.ofSeconds(10));
        assertThat(watches.due()).containsExactly("other");
        clock.pass(Duration.ofSeconds(29));
        assertThat(watches.due()).containsExactly("other");
        clock.pass(Duration.ofSeconds(1));
        assertThat(watches.due()).containsExactly("other", "slow");
    }

    @Test
    void aPauseThatAWrongClockHasPutOffForYearsIsNone() {
        watch("slow", "j-1");
        watches.quiet("slow", Duration.ofDays(400));
        assertThat(watches.due()).containsExactly("slow");

        watches.quiet("slow", Duration.ofSeconds(30));
        assertThat(watches.due()).isEmpty();
    }

    private void watch(String sender, String jobId) {
        database.writer().write(handle -> {
            watches.watch(handle, sender, jobId, Duration.ZERO);
            return jobs.submitted(handle, sender, jobId, true);
        });
    }
}
