package dev.mediahook.bench.dispatch;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;

/** Measures how processing slows down concurrent accepts, which share SQLite's single write lock. */
final class ContentionBench {
    private static final int WORKERS = 8;
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final int ROUNDS = 3;

    private static final List<String> OURS = List.of(Database.EVENTS, Database.BY_DEADLINE);
    private static final List<String> THEIRS = List.of(Database.EVENTS, Database.TASKS, Database.TASKS_BY_PRIORITY);

    private final Map<String, List<double[]>> figures = new LinkedHashMap<>();

    private ContentionBench() {}

    static void run() throws Exception {
        ContentionBench bench = new ContentionBench();
        for (int round = 0; round < ROUNDS; round++) {
            bench.ours("nothing is processed", 0);
            bench.ours("claim and done in the shared transaction", WORKERS);
            bench.taskRowOnly("task row too, nothing is processed");
            bench.theirs("db-scheduler, a pool of its own", false);
            bench.theirs("db-scheduler, turns on the writer's lock", true);
        }
        bench.print();
    }

    private void print() {
        System.out.printf(
                "%nAccepts (64 callers) while %d workers take events, work %d ms each; %d s, medians of %d%n",
                WORKERS, WORK_NANOS / 1_000_000, LONG.toSeconds(), ROUNDS);
        System.out.printf("  %-42s %9s %8s %8s %8s %8s%n", "", "accepts/s", "p50 ms", "p99 ms", "max ms", "done/s");
        figures.forEach((name, rounds) -> {
            Object[] row = new Object[6];
            row[0] = name;
            for (int column = 0; column < 5; column++) {
                int at = column;
                row[column + 1] =
                        rounds.stream().mapToDouble(round -> round[at]).sorted().toArray()[ROUNDS / 2];
            }
            System.out.printf("  %-42s %9.0f %8.2f %8.2f %8.1f %8.0f%n", row);
        });
    }

    private void ours(String name, int workers) throws Exception {
        AtomicLong done = new AtomicLong();
        AtomicReference<SharedWriter> reference = new AtomicReference<>();
        ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
        try (Database database = new Database(OURS);
                Connection connection = database.source().getConnection();
                SharedWriter writer = new SharedWriter(
                        connection,
                        new ReentrantLock(),
                        false,
                        workers,
                        id -> pool.execute(() -> {
                            work(done);
                            reference.get().done(id);
                        }))) {
            reference.set(writer);
            measure(name, writer, done);
        } finally {
            pool.shutdown();
        }
    }

    private void taskRowOnly(String name) throws Exception {
        try (Database database = new Database(THEIRS);
                Connection connection = database.source().getConnection();
                SharedWriter writer = new SharedWriter(connection, new ReentrantLock(), true, 0, id -> {})) {
            measure(name, writer, new AtomicLong());
        }
    }

    private void theirs(String name, boolean inTurns) throws Exception {
        AtomicLong done = new AtomicLong();
        ReentrantLock turn = new ReentrantLock(true);
        OneTimeTask<Void> task = Tasks.oneTime("bluma").execute((instance, context) -> work(done));
        try (Database database = new Database(THEIRS);
                Connection connection = database.source().getConnection();
                HikariDataSource pool = pool(database)) {
            DataSource source = inTurns ? OneConnection.inTurns(connection, turn) : pool;
            Scheduler scheduler = Scheduler.create(source, task)
                    .jdbcCustomization(new SqliteJdbcCustomization())
                    .enablePriority()
                    .threads(WORKERS)
                    .pollingInterval(Duration.ofMillis(20))
                    .pollUsingFetch(1.0, 8.0)
                    .shutdownMaxWait(Duration.ofSeconds(5))
                    .build();
            try (SharedWriter writer =
                    new SharedWriter(connection, inTurns ? turn : new ReentrantLock(), true, 0, id -> {})) {
                scheduler.start();
                measure(name, writer, done);
            } finally {
                scheduler.stop();
            }
        }
    }

    private static HikariDataSource pool(Database database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.source());
        config.setMaximumPoolSize(WORKERS + 4);
        return new HikariDataSource(config);
    }

    private static void work(AtomicLong done) {
        LockSupport.parkNanos(WORK_NANOS);
        done.incrementAndGet();
    }

    private void measure(String name, SharedWriter writer, AtomicLong done) throws InterruptedException {
        writer.start();
        TimeUnit.NANOSECONDS.sleep(LONG.toNanos());
        Histogram waits = writer.waits().copy();
        double seconds = LONG.toNanos() / 1e9;
        figures.computeIfAbsent(name, ignored -> new ArrayList<>()).add(new double[] {
            waits.getTotalCount() / seconds,
            waits.getValueAtPercentile(50) / 1e6,
            waits.getValueAtPercentile(99) / 1e6,
            waits.getMaxValue() / 1e6,
            done.get() / seconds
        });
    }
}
