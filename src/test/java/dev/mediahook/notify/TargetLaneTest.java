package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.notify.Notifications.Filter;
import dev.mediahook.retry.RetryPolicy;
import dev.mediahook.view.TestJson;
import dev.mediahook.work.Pools;
import dev.mediahook.work.TestThreads;
import dev.mediahook.work.ThreadBudget;
import dev.mediahook.work.WorkThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target's lane goes on after an Error that the program survives, and after it stood still. It holds up no other. */
class TargetLaneTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path data;

    private final SettableClock time = new SettableClock();
    private final AtomicBoolean fails = new AtomicBoolean();
    private final InstantSource faulty = () -> {
        if (fails.getAndSet(false)) {
            throw new StackOverflowError("of one look");
        }
        return time.instant();
    };

    @Test
    void looksAgainAfterALookThatEndedWithAnError() throws Exception {
        Target target = new Target("away", "http://127.0.0.1:1/away", Set.of(), List.of());
        try (Database database = TestDatabase.SQLITE.open(data, Map.of());
                WorkThreads threads = TestThreads.few();
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            TargetLane lane = lane(target, database, context, threads, faulty);
            lane.wake();
            Awaitility.await().until(() -> lane.trouble().isPresent());

            fails.set(true);
            lane.wake();
            Awaitility.await().dontCatchUncaughtExceptions().until(() -> !fails.get());

            time.pass(Duration.ofMinutes(1));
            Awaitility.await().dontCatchUncaughtExceptions().until(() -> {
                lane.wake();
                return attempts(database) > 1;
            });
        }
    }

    /** Another program may have sent it meanwhile, and what comes after it. */
    @Test
    void doesNotSendWhatItTookBeforeItStoodStill() throws Exception {
        AtomicReference<Duration> stood = new AtomicReference<>(Duration.ofMinutes(3));
        AtomicInteger told = new AtomicInteger();
        Target target = new Target("here", "direct:here", Set.of(), List.of());
        try (Database database = TestDatabase.SQLITE.open(data, Map.of());
                WorkThreads threads = TestThreads.few();
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            consumer(context, "direct:here", exchange -> told.incrementAndGet());
            TargetLane lane = lane(
                    target, database, context, threads, () -> time.instant().plus(stood.get()));
            lane.wake();
            Awaitility.await().until(() -> attempts(database) == 1);

            time.pass(stood.get());
            stood.set(Duration.ZERO);

            Awaitility.await().until(() -> {
                lane.wake();
                return told.get() > 0;
            });
            assertThat(attempts(database)).isEqualTo(2);
        }
    }

    /** Otherwise a few targets that never answer would hold all threads for notifications. */
    @Test
    void leavesThreadsToOtherTargetsIfItHangsAfterAFailure() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        try (Database database = TestDatabase.SQLITE.open(data, Map.of());
                WorkThreads threads = WorkThreads.of(new ThreadBudget(2, 2, 2), TestThreads.loops(), Pools.OWN);
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            consumer(context, "direct:hangs", exchange -> {
                if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException("away");
                }
                end.await();
            });
            consumer(context, "direct:here", exchange -> told.incrementAndGet());
            TargetLane hangs = lane("hangs", database, context, threads);
            hangs.wake();
            Awaitility.await().until(() -> hangs.trouble().isPresent());
            time.pass(Duration.ofMinutes(1));
            Awaitility.await().until(() -> {
                hangs.wake();
                return tries.get() == 2;
            });

            lane("here", database, context, threads).wake();

            Awaitility.await().until(() -> told.get() == 1);
            end.countDown();
        }
    }

    private static void consumer(DefaultCamelContext context, String uri, Processor processor) throws Exception {
        context.getEndpoint(uri).createConsumer(processor).start();
    }

    private TargetLane lane(String name, Database database, DefaultCamelContext context, WorkThreads threads) {
        return lane(new Target(name, "direct:" + name, Set.of(), List.of()), database, context, threads, time);
    }

    /** With a notification that waits. */
    private TargetLane lane(
            Target target, Database database, DefaultCamelContext context, WorkThreads threads, InstantSource clock) {
        EventIds ids = new EventIds(time, 0);
        Jobs jobs = new Jobs(database, ids, time, new Outbox(List.of(target), ids, TestJson.TEXT));
        database.writer()
                .write(handle ->
                        jobs.apply(handle, 0, "bfl", target.name(), new JobFact(JobStatus.FAILED, 0, null, null)));
        return new TargetLane(
                target,
                new Notifications(database, time, Duration.ofMinutes(2), (one, state, reason) -> {}),
                new PausedTargets(database, time),
                new TargetProducer(new TargetEndpoints(context, List.of()), Optional.empty(), Optional.empty(), time),
                new RetryPolicy(SECOND, 1, SECOND, Duration.ofHours(1)),
                new Random(1),
                clock,
                threads.schedule(),
                threads.calls());
    }

    private static int attempts(Database database) {
        Filter all = new Filter(Set.of(), Set.of(), Set.of(), Set.of());
        return database.read(handle ->
                Notifications.page(handle, all, Long.MAX_VALUE, 1).rows().get(0).attempts());
    }
}
