package dev.mediahook.poll;

import dev.mediahook.SettableClock;
import dev.mediahook.config.SenderProperties;
import dev.mediahook.database.Database;
import dev.mediahook.database.Duties;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.Event;
import dev.mediahook.inbox.Inboxes;
import dev.mediahook.job.Job;
import dev.mediahook.job.Jobs;
import dev.mediahook.sender.PollPace;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.StatusQuery;
import dev.mediahook.work.TestThreads;
import dev.mediahook.work.WorkThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** A poller with a clock of the test's own. */
final class TestPoller implements AutoCloseable {

    final SettableClock clock = new SettableClock();
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final Database database;
    final Watches watches;

    private final AtomicInteger looks = new AtomicInteger();
    private final InstantSource lookedAt = () -> {
        looks.incrementAndGet();
        return clock.instant();
    };
    private final EventIds ids = new EventIds(clock, 0);
    private final WorkThreads threads = TestThreads.few();
    private final PollSettings settings;
    private final Jobs jobs;

    /**
     * @param properties of the senders
     */
    TestPoller(TestDatabase kind, Path data, Map<String, String> properties) {
        settings = new PollSettings(
                new SenderProperties(name -> Optional.ofNullable(properties.get(name))),
                sender -> PollPace.USUAL,
                sender -> true);
        database = kind.open(data, Map.of());
        watches = new Watches(database, lookedAt, settings);
        jobs = new Jobs(database, ids, clock, watches);
    }

    void watch(String sender, String jobId) {
        database.writer().write(handle -> {
            watches.watch(handle, sender, jobId, Duration.ZERO);
            return jobs.submitted(handle, sender, jobId, true);
        });
    }

    Job job(String sender, String jobId) {
        return database.read(handle -> Jobs.find(handle, sender, jobId)).orElseThrow();
    }

    void poll(StatusAnswers answers) {
        new Poller(
                        database,
                        watches,
                        settings,
                        query -> asking(query, answers),
                        Inboxes.of(database, clock),
                        jobs,
                        ids,
                        clock,
                        new Random(1),
                        new Duties(database, clock, "one"),
                        () -> {})
                .start(threads.schedule(), threads.calls());
    }

    static Event knowsNoJob(StatusQuery query) {
        throw SenderApiException.ofUnknownJob();
    }

    private Event asking(StatusQuery query, StatusAnswers answers) {
        asked.add(query.sender() + " " + query.jobId());
        return answers.ask(query);
    }

    /**
     * Lets time pass until something is seen. The poller looks for due jobs after each step, as it does while time
     * passes by itself.
     */
    void passUntil(BooleanSupplier seen) {
        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> {
            int before = looks.get();
            clock.pass(Duration.ofSeconds(5));
            Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> looks.get() > before);
            return seen.getAsBoolean();
        });
    }

    void stop() {
        threads.close();
    }

    @Override
    public void close() {
        threads.close();
        database.close();
    }
}
