package dev.mediahook.bench.dispatch;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what a row, an index and a second table cost the group commit. */
final class InsertBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int BATCH = 512;
    private static final int ROWS = 120 * BATCH;
    private static final int ROUNDS = 6;

    private enum Tasks {
        NONE,
        RAW,
        CLIENT
    }

    private record Variant(String name, Tasks tasks, List<String> schema) {}

    private static final List<Variant> VARIANTS = List.of(
            new Variant("event row", Tasks.NONE, List.of(Database.EVENTS)),
            new Variant(
                    "event row, (sender, deadline) where accepted",
                    Tasks.NONE,
                    List.of(Database.EVENTS, Database.BY_DEADLINE)),
            new Variant("event row, (sender, job_id)", Tasks.NONE, List.of(Database.EVENTS, Database.BY_JOB)),
            new Variant(
                    "event row, both indexes",
                    Tasks.NONE,
                    List.of(Database.EVENTS, Database.BY_DEADLINE, Database.BY_JOB)),
            new Variant(
                    "event row + raw task row, priority index only",
                    Tasks.RAW,
                    List.of(Database.EVENTS, Database.TASKS, Database.TASKS_BY_PRIORITY)),
            new Variant(
                    "event row + raw task row, its three indexes",
                    Tasks.RAW,
                    List.of(
                            Database.EVENTS,
                            Database.TASKS,
                            Database.TASKS_BY_PRIORITY,
                            Database.TASKS_BY_TIME,
                            Database.TASKS_BY_HEARTBEAT)),
            new Variant(
                    "event row + scheduleBatch, its three indexes",
                    Tasks.CLIENT,
                    List.of(
                            Database.EVENTS,
                            Database.TASKS,
                            Database.TASKS_BY_PRIORITY,
                            Database.TASKS_BY_TIME,
                            Database.TASKS_BY_HEARTBEAT)));

    private InsertBench() {}

    static void run() throws Exception {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) {
            for (Variant variant : VARIANTS) {
                Cost cost = measure(variant, round < 0 ? ROWS / 6 : ROWS);
                if (round >= 0) {
                    costs.computeIfAbsent(variant.name(), name -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
        System.out.printf("%nInserts, %d rows in transactions of %d, best of %d rounds%n", ROWS, BATCH, ROUNDS);
        System.out.printf("  %-50s %9s %6s %12s %6s%n", "", "rows/s", "ratio", "CPU us/row", "ratio");
        Cost base = Cost.best(costs.get(VARIANTS.get(1).name()));
        costs.forEach((name, rounds) -> {
            Cost best = Cost.best(rounds);
            System.out.printf(
                    "  %-50s %9.0f %6.2f %12.1f %6.2f%n",
                    name, best.rate(), best.rate() / base.rate(), best.micros(), best.micros() / base.micros());
        });
    }

    /**
     * The rows written in a second, and the processor time of a row. Other work on the machine disturbs the latter
     * less.
     */
    private record Cost(double rate, double micros) {
        static Cost best(List<Cost> rounds) {
            return new Cost(
                    rounds.stream().mapToDouble(Cost::rate).max().orElseThrow(),
                    rounds.stream().mapToDouble(Cost::micros).min().orElseThrow());
        }
    }

    private static Cost measure(Variant variant, int rows) throws Exception {
        try (Database database = new Database(variant.schema());
                Connection connection = database.source().getConnection();
                EventRows events = new EventRows(connection, variant.tasks() == Tasks.RAW)) {
            connection.setAutoCommit(false);
            SchedulerClient client = SchedulerClient.Builder.create(OneConnection.keptOpen(connection))
                    .jdbcCustomization(new SqliteJdbcCustomization())
                    .enablePriority()
                    .build();
            long start = System.nanoTime();
            long processor = THREADS.getCurrentThreadCpuTime();
            for (int n = 0; n < rows; n += BATCH) {
                for (int i = 0; i < BATCH; i++) {
                    events.add(n + i);
                }
                events.write();
                if (variant.tasks() == Tasks.CLIENT) {
                    client.scheduleBatch(tasks(n), Instant.now());
                }
                connection.commit();
            }
            return new Cost(
                    rows / ((System.nanoTime() - start) / 1e9),
                    (THREADS.getCurrentThreadCpuTime() - processor) / 1e3 / rows);
        }
    }

    private static List<TaskInstance<?>> tasks(int from) {
        List<TaskInstance<?>> tasks = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            int priority = EventRows.priority(System.currentTimeMillis() + 600_000 + i);
            tasks.add(new TaskInstance.Builder<Void>("bluma", EventRows.key(from + i))
                    .priority(priority)
                    .build());
        }
        return tasks;
    }
}
