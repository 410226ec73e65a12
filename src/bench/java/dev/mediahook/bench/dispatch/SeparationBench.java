package dev.mediahook.bench.dispatch;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures in which order db-scheduler takes its work, and whether one kind of work waits behind another. */
final class SeparationBench {
    private static final List<String> SCHEMA =
            List.of(Database.TASKS, Database.TASKS_BY_PRIORITY, Database.TASKS_BY_TIME, Database.TASKS_BY_HEARTBEAT);

    private SeparationBench() {}

    static void run() throws Exception {
        order();
        separation();
    }

    private static void order() throws Exception {
        int events = 500;
        List<Integer> taken = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(events);
        OneTimeTask<Void> task = Tasks.oneTime("bluma").execute((instance, context) -> {
            taken.add(instance.getPriority());
            ended.countDown();
        });
        try (Database database = new Database(SCHEMA)) {
            Scheduler scheduler = scheduler(database, 1, task);
            Random random = new Random(4);
            for (int i = 0; i < events; i++) {
                schedule(scheduler, "bluma", i, -random.nextInt(1_000_000));
            }
            run(scheduler, ended);
        }
        long inversions = 0;
        for (int i = 1; i < taken.size(); i++) {
            inversions += taken.get(i) > taken.get(i - 1) ? 1 : 0;
        }
        System.out.printf("%nOrder by a deadline put into the priority: %d of %d taken too late%n", inversions, events);
    }

    private static void separation() throws Exception {
        int slowEvents = 64;
        CountDownLatch ended = new CountDownLatch(1);
        long[] fastAt = new long[1];
        OneTimeTask<Void> slow =
                Tasks.oneTime("slow").execute((instance, context) -> LockSupport.parkNanos(1_000_000_000L));
        OneTimeTask<Void> fast = Tasks.oneTime("fast").execute((instance, context) -> {
            fastAt[0] = System.nanoTime();
            ended.countDown();
        });
        try (Database database = new Database(SCHEMA)) {
            Scheduler scheduler = scheduler(database, 8, slow, fast);
            for (int i = 0; i < slowEvents; i++) {
                schedule(scheduler, "slow", i, -1000);
            }
            schedule(scheduler, "fast", 0, -2000);
            long start = System.nanoTime();
            run(scheduler, ended);
            System.out.printf(
                    "One fast event behind %d of 1 s from another sender, 8 threads: taken after %.1f s%n",
                    slowEvents, (fastAt[0] - start) / 1e9);
        }
    }

    private static Scheduler scheduler(Database database, int threads, OneTimeTask<?>... tasks) {
        return Scheduler.create(database.source(), tasks)
                .jdbcCustomization(new SqliteJdbcCustomization())
                .enablePriority()
                .threads(threads)
                .pollingInterval(Duration.ofMillis(50))
                .shutdownMaxWait(Duration.ofSeconds(2))
                .build();
    }

    private static void schedule(Scheduler scheduler, String task, int n, int priority) {
        TaskInstance<Void> instance = new TaskInstance.Builder<Void>(task, "evt_" + n)
                .priority(priority)
                .build();
        scheduler.schedule(instance, Instant.now());
    }

    private static void run(Scheduler scheduler, CountDownLatch ended) throws InterruptedException {
        scheduler.start();
        if (!ended.await(60, TimeUnit.SECONDS)) {
            System.out.println("  not ended after 60 s");
        }
        scheduler.stop();
    }
}
