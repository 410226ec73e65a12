package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
        Outbox.Unsent first = unsent(7, "direct:a").get(0);
        assertThat(unsent(7, "direct:b")).hasSize(1);

        Outbox.sent(database, first, clock);

        assertThat(unsent(7, "direct:a")).isEmpty();
        assertThat(unsent(7, "direct:b")).hasSize(1);
    }

    @Test
    void isReadInPartsHoweverMuchIsUnsent() {
        for (int i = 0; i < 120; i++) {
            fail("many-" + i, 0);
        }
        List<String> ids = new ArrayList<>();
        List<Outbox.Unsent> part = unsent(0, "direct:a");
        while (!part.isEmpty()) {
            assertThat(part).hasSizeLessThanOrEqualTo(50);
            part.forEach(one -> ids.add(one.id()));
            part = Outbox.unsent(database, 0, "direct:a", ids.get(ids.size() - 1));
        }

        assertThat(ids).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void deletesWhatIsOldAndWasToldOrCanBeToldNoMore() {
        fail("k", 0);
        fail("kept", 8);
        database.writer()
                .write(handle -> handle.execute("INSERT INTO mediahook_event (id, sender, dedup_key, via, received_at,"
                        + " state, since, deadline, due, body) VALUES (8, 'slow', 'kept', 'webhook', 0, 'waiting', 0,"
                        + " 0, 0, '')"));
        Outbox.sent(database, unsent(8, "direct:a").get(0), clock);
        clock.pass(Duration.ofDays(31));
        fail("young", 0);
        Instant cutoff = clock.instant().minus(Duration.ofDays(30));

        assertThat(Outbox.deleteOlderThan(database, cutoff)).isEqualTo(5);
        assertThat(Outbox.deleteOlderThan(database, cutoff)).isZero();
        assertThat(unsent(7, "direct:a")).isEmpty();
        assertThat(unsent(8, "direct:b")).as("its event is still worked on").hasSize(1);
        assertThat(unsent(0, "direct:a")).as("young").hasSize(1);
    }

    private List<Outbox.Unsent> unsent(long event, String target) {
        return Outbox.unsent(database, event, target, "");
    }

    private void fail(String job, long event) {
        database.writer()
                .write(handle ->
                        jobs.apply(handle, event, "slow", job, new JobFact(JobStatus.FAILED, event, null, null)));
    }
}
