package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.SettableClock;
import dev.mediahook.config.SenderProperties;
import dev.mediahook.database.Database;
import dev.mediahook.database.Duties;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.inbox.DoneEvents;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.job.Job;
import dev.mediahook.job.Jobs;
import dev.mediahook.sender.PollPace;
import dev.mediahook.submit.Refusals;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.StatusQuery;
import dev.mediahook.work.TestThreads;
import dev.mediahook.work.WorkThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Specifies when the poller asks senders about jobs, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PollerTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();
    private final EventIds ids = new EventIds(clock, 0);
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final WorkThreads threads = TestThreads.few();
    private final PollSettings settings = new PollSettings(
            new SenderProperties(name -> Optional.of("k")
                    .filter(key -> name.equals("mediahook.slow.api-key") || name.equals("mediahook.other.api-key"))),
            sender -> PollPace.USUAL,
            sender -> true);
    private Database database;
    private Watches watches;
    private Jobs jobs;

    @BeforeEach
    void open() {
        database = kind.open(data, Map.of());
        watches = new Watches(database, clock, settings);
        jobs = new Jobs(database, ids, clock, watches);
    }

    @AfterEach
    void close() {
        threads.close();
        database.close();
    }

    @Test
    void asksOtherSendersWhileOneHangs() {
        CompletableFuture<Event> never = new CompletableFuture<>();
        for (int i = 0; i < 40; i++) {
            watch("slow", "s-" + i);
        }
        watch("other", "o-1");
        poll(query -> query.sender().equals("slow") ? never.join() : knowsNoJob(query));

        Awaitility.await().until(() -> asked.contains("other o-1"));
        assertThat(asked.stream().filter(one -> one.startsWith("slow"))).hasSizeLessThan(20);
        never.cancel(true);
    }

    @Test
    void givesAJobUpThatTheSenderDoesNotKnowForLong() {
        watch("slow", "j-1");
        poll(PollerTest::knowsNoJob);
        Awaitility.await().until(() -> !asked.isEmpty());
        assertThat(job("slow", "j-1").status()).isEqualTo(JobStatus.SUBMITTED);

        clock.pass(Duration.ofMinutes(11));

        untilItIsDueAgain(() -> job("slow", "j-1").status() == JobStatus.FAILED);
        assertThat(job("slow", "j-1").error()).hasFieldOrPropertyWithValue("code", "unknown_job");
    }

    @Test
    void givesAJobUpOnceAndForgetsIt() {
        watch("slow", "j-1");
        poll(PollerTest::knowsNoJob);
        Awaitility.await().until(() -> !asked.isEmpty());

        clock.pass(Duration.ofHours(3));

        untilItIsDueAgain(() -> watches.senders().isEmpty());
        assertThat(job("slow", "j-1").error()).hasFieldOrPropertyWithValue("code", "timeout");
    }

    @Test
    void leavesJobsToNodesThatHaveTheKeyUntilTheirTimeIsOver() {
        watch("keyless", "j-1");
        watch("other", "o-1");
        poll(PollerTest::knowsNoJob);
        Awaitility.await().until(() -> asked.contains("other o-1"));
        assertThat(new Duties(database, clock, "two").mine("polling keyless")).isTrue();
        clock.pass(Duration.ofHours(3));
        untilItIsDueAgain(() -> job("keyless", "j-1").status() == JobStatus.FAILED);
        assertThat(asked).doesNotContain("keyless j-1");
    }

    @Test
    void aPauseThatASenderAsksForHoldsForEveryNode() {
        watch("slow", "s-1");
        poll(query -> {
            throw Refusals.tooMany(Duration.ofMinutes(5));
        });
        Awaitility.await().until(() -> !asked.isEmpty());
        threads.close();
        watch("slow", "s-2");

        Awaitility.await().until(() -> watches.due().isEmpty());
        clock.pass(Duration.ofMinutes(5));
        assertThat(watches.due()).containsExactly("slow");
    }

    /**
     * Moves the clock until the next poll. The first poll may end only after the clock was moved, and its pause begins
     * then.
     */
    private void untilItIsDueAgain(BooleanSupplier seen) {
        Awaitility.await().until(() -> {
            clock.pass(Duration.ofSeconds(10));
            return seen.getAsBoolean();
        });
    }

    private void poll(StatusAnswers answers) {
        new Poller(
                        database,
                        watches,
                        settings,
                        query -> asking(query, answers),
                        new Inbox(
                                database,
                                clock,
                                Duration.ofHours(2),
                                Duration.ofDays(30),
                                new DoneEvents(Duration.ofDays(30), Ticker.systemTicker()),
                                event -> {}),
                        jobs,
                        ids,
                        clock,
                        new Random(1),
                        new Duties(database, clock, "one"),
                        () -> {})
                .start(threads.schedule(), threads.calls());
    }

    private static Event knowsNoJob(StatusQuery query) {
        throw SenderApiException.ofUnknownJob();
    }

    private Event asking(StatusQuery query, StatusAnswers answers) {
        asked.add(query.sender() + " " + query.jobId());
        return answers.ask(query);
    }

    private void watch(String sender, String jobId) {
        database.writer().write(handle -> {
            watches.watch(handle, sender, jobId, Duration.ZERO);
            return jobs.submitted(handle, sender, jobId, true);
        });
    }

    private Job job(String sender, String jobId) {
        return database.read(handle -> Jobs.find(handle, sender, jobId)).orElseThrow();
    }
}
