package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.receive.EventIds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is yet to be told, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OutboxTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();
    private final Outbox outbox = new Outbox(List.of("direct:a", "direct:b"));
    private Database database;
    private Jobs jobs;

    @BeforeEach
    void open() {
        database = kind.open(data, Map.of());
        jobs = new Jobs(database, new EventIds(clock, 0), clock, outbox);
        database.writer()
                .write(handle -> jobs.apply(handle, 7, "slow", "j", new JobFact(JobStatus.FAILED, 7, "failed", null)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void holdsAnEndForEachTargetUntilThatHasHeard() {
        List<Outbox.Unsent> unsent = outbox.unsent(database, 7);
        assertThat(unsent).extracting(Outbox.Unsent::target).containsExactly("direct:a", "direct:b");

        Outbox.sent(database, unsent.get(0), clock);
        assertThat(outbox.unsent(database, 7)).containsExactly(unsent.get(1));
    }

    @Test
    void asksNobodyWhoIsNoTargetAnyMore() {
        assertThat(new Outbox(List.of("direct:b")).unsent(database, 7))
                .extracting(Outbox.Unsent::target)
                .containsExactly("direct:b");
    }

    @Test
    void deletesWhatWasToldLongAgoOrIsOfAnEventThatIsDeletedAndNothingElse() {
        database.writer()
                .write(handle -> jobs.apply(handle, 0, "slow", "k", new JobFact(JobStatus.FAILED, 0, null, null)));
        Outbox.sent(database, outbox.unsent(database, 0).get(0), clock);
        clock.pass(Duration.ofDays(31));
        Instant cutoff = clock.instant().minus(Duration.ofDays(30));

        assertThat(Outbox.deleteToldBefore(database, cutoff)).isEqualTo(3);
        assertThat(Outbox.deleteToldBefore(database, cutoff)).isZero();
        assertThat(outbox.unsent(database, 7)).isEmpty();
        assertThat(outbox.unsent(database, 0)).hasSize(1);
    }
}
