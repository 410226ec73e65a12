package dev.mediahook.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.Sieve;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.MediumRef;
import dev.mediahook.job.Job;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.JobFilter;
import dev.mediahook.job.Jobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A job is deleted after its events, together with the records of its media; on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OldJobsTest {

    private static final Duration RETENTION = Duration.ofDays(30);

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final EventIds ids = new EventIds(clock, 0);
    private Database database;
    private Jobs jobs;

    @BeforeEach
    void open() {
        database = kind.open(folder, Map.of());
        jobs = new Jobs(database, ids, clock, (handle, event, before, after, now) -> {});
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void goesWithItsMediaOnceNoEventAndNoWatchIsLeft() {
        List.of("over", "with-event", "watched").forEach(id -> end(id, 2));
        change("INSERT INTO mediahook_event (id, sender, dedup_key, job_id, via, received_at, state, since, deadline,"
                + " due, body) VALUES (1, 'one', 'k', 'with-event', 'webhook', 0, 'done', 0, 0, 0, '')");
        change("INSERT INTO mediahook_watch (sender, job_id, due, until) VALUES ('one', 'watched', 0, 0)");
        clock.pass(RETENTION.plusDays(1));
        end("young", 2);

        assertThat(deleted()).isEqualTo(1);
        assertThat(known()).containsExactly("young", "watched", "with-event");
        assertThat(media("over")).isZero();
        assertThat(media("with-event")).isEqualTo(2);
    }

    @Test
    void thatNeverEndsGoesOnceItHasNotChangedForSoLong() {
        run("running");
        clock.pass(RETENTION.minusDays(1));
        run("running");
        clock.pass(Duration.ofDays(2));
        assertThat(deleted()).as("it changed two days ago").isZero();

        clock.pass(RETENTION);
        assertThat(deleted()).isEqualTo(1);
    }

    @Test
    void ofAListThatIsTooLongNothingIsRecorded() {
        end("long", 200_000);

        assertThat(media("long")).isZero();
    }

    @Test
    void aStatusThatSomebodyElseWroteSpoilsNoList() {
        end("one", 0);
        change("UPDATE mediahook_job SET status = 'nonsense'");

        assertThat(database.<List<Job>>read(handle -> Jobs.page(handle, JobFilter.ALL, Sieve.BRIEF, Long.MAX_VALUE, 10)
                        .rows()))
                .extracting(Job::status)
                .containsExactly(JobStatus.SUBMITTED);
        end("one", 0);
        assertThat(database.<List<Job>>read(handle -> Jobs.page(handle, JobFilter.ALL, Sieve.BRIEF, Long.MAX_VALUE, 10)
                        .rows()))
                .extracting(Job::status)
                .containsExactly(JobStatus.COMPLETED);
    }

    private int deleted() {
        return OldJobs.deleteOlderThan(database, clock.instant().minus(RETENTION));
    }

    private void run(String jobId) {
        long event = ids.next().value();
        Job unused = database.writer()
                .write(handle -> jobs.apply(
                        handle, event, "one", jobId, new JobFact(JobStatus.RUNNING, event, "Pending", null)));
    }

    private void end(String jobId, int media) {
        List<MediumRef> refs = IntStream.range(0, media)
                .mapToObj(index -> new MediumRef(index, "https://host.example/" + index))
                .toList();
        Job unused = database.writer().write(handle -> {
            Media.seen(handle, "one", jobId, refs);
            return jobs.apply(handle, 7, "one", jobId, new JobFact(JobStatus.COMPLETED, 7, "Ready", null));
        });
    }

    private List<String> known() {
        return database.read(handle -> Jobs.page(handle, JobFilter.ALL, Sieve.BRIEF, Long.MAX_VALUE, 10).rows().stream()
                .map(Job::jobId)
                .toList());
    }

    private int media(String jobId) {
        return database.read(handle -> Media.ofJob(handle, "one", jobId).size());
    }

    private void change(String sql) {
        int unused = database.writer().write(handle -> handle.execute(sql));
    }
}
