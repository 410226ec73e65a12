package dev.mediahook.drift;

import dev.mediahook.database.Database;
import dev.mediahook.database.Rows;
import dev.mediahook.drift.CostsView.DayOfSender;
import dev.mediahook.event.Event;
import dev.mediahook.event.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** The costs of jobs as their senders report them, counted once per job. */
final class Costs {

    /** Amounts are stored as whole millionths. */
    private static final int SCALE = 6;

    private static final int MOST_SHOWN = 400;
    /** Far more lost jobs than ever occur; beyond this number the lost costs are incomplete. */
    private static final int MOST_LOST = 10_000;

    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private static final List<String> OURS =
            Arrays.stream(Reason.values()).map(Reason::word).toList();

    private final Database database;

    Costs(Database database) {
        this.database = database;
    }

    private record Key(String sender, String job) {}

    private record Kept(long day, String unit, long amount) {}

    void add(Event event, ToldCost cost) {
        Key key = new Key(event.sender(), Objects.requireNonNull(event.jobId(), "only a job costs anything"));
        long amount = cost.amount().movePointRight(SCALE).longValue();
        long at = event.receivedAt().toEpochMilli();
        database.writer().write(handle -> {
            if (insert(handle, key, cost.unit(), amount, at)) {
                return addToDay(handle, key.sender(), new Kept(at / DAY_MILLIS, cost.unit(), amount), 1);
            }
            Optional<Kept> before = kept(handle, key);
            if (before.isEmpty()) {
                return 0;
            }
            Kept after = new Kept(before.get().day(), cost.unit(), amount);
            return after.equals(before.get()) ? 0 : replace(handle, key, before.get(), after);
        });
    }

    private static boolean insert(Handle handle, Key key, String unit, long amount, long at) {
        return handle.createUpdate(
                                "INSERT INTO mediahook_cost (sender, job_id, amount, unit, at) VALUES (:sender, :job,"
                                        + " :amount, :unit, :at) ON CONFLICT (sender, job_id) DO NOTHING")
                        .bind("sender", key.sender())
                        .bind("job", key.job())
                        .bind("amount", amount)
                        .bind("unit", unit)
                        .bind("at", at)
                        .execute()
                > 0;
    }

    private Optional<Kept> kept(Handle handle, Key key) {
        return handle.createQuery("SELECT at, unit, amount FROM mediahook_cost WHERE sender = :sender AND job_id = :job"
                        + database.dialect().forUpdate())
                .bind("sender", key.sender())
                .bind("job", key.job())
                .map((row, context) -> new Kept(row.getLong(1) / DAY_MILLIS, row.getString(2), row.getLong(3)))
                .findOne();
    }

    private static int replace(Handle handle, Key key, Kept before, Kept after) {
        handle.createUpdate("UPDATE mediahook_cost SET amount = :amount, unit = :unit WHERE sender = :sender"
                        + " AND job_id = :job")
                .bind("amount", after.amount())
                .bind("unit", after.unit())
                .bind("sender", key.sender())
                .bind("job", key.job())
                .execute();
        addToDay(handle, key.sender(), new Kept(before.day(), before.unit(), -before.amount()), -1);
        return addToDay(handle, key.sender(), after, 1);
    }

    private static int addToDay(Handle handle, String sender, Kept cost, int jobs) {
        return handle.createUpdate("INSERT INTO mediahook_cost_day (day, sender, unit, jobs, amount)"
                        + " VALUES (:day, :sender, :unit, :jobs, :amount) ON CONFLICT (day, sender, unit) DO UPDATE SET"
                        + " jobs = mediahook_cost_day.jobs + excluded.jobs,"
                        + " amount = mediahook_cost_day.amount + excluded.amount")
                .bind("day", cost.day())
                .bind("sender", sender)
                .bind("unit", cost.unit())
                .bind("jobs", jobs)
                .bind("amount", cost.amount())
                .execute();
    }

    private record Day(long day, String sender, String unit) {}

    /** Costs by day and sender. A job's cost counts as lost if the job failed for a reason of ours. */
    List<DayOfSender> byDay() {
        return database.read(handle -> {
            Map<Day, Long> lost = lost(handle);
            return handle.createQuery("SELECT day, sender, unit, jobs, amount FROM mediahook_cost_day WHERE jobs > 0"
                            + " ORDER BY day DESC, sender, unit LIMIT " + MOST_SHOWN)
                    .map((row, context) -> {
                        Day day = new Day(row.getLong(1), row.getString(2), row.getString(3));
                        return new DayOfSender(
                                LocalDate.ofEpochDay(day.day()).toString(),
                                day.sender(),
                                day.unit(),
                                row.getInt(4),
                                amount(row.getLong(5)),
                                amount(lost.getOrDefault(day, 0L)));
                    })
                    .list();
        });
    }

    private static Map<Day, Long> lost(Handle handle) {
        Map<Day, Long> lost = new HashMap<>();
        handle.createQuery("SELECT c.at / " + DAY_MILLIS + ", c.sender, c.unit, c.amount FROM (SELECT sender, job_id"
                        + " FROM mediahook_job WHERE status = 'failed' AND error_code IN (<ours>) ORDER BY error_code LIMIT "
                        + MOST_LOST
                        + ") AS j JOIN mediahook_cost c ON c.sender = j.sender AND c.job_id = j.job_id")
                .bindList("ours", OURS)
                .map((row, context) ->
                        Map.entry(new Day(row.getLong(1), row.getString(2), row.getString(3)), row.getLong(4)))
                .forEach(one -> lost.merge(one.getKey(), one.getValue(), Long::sum));
        return lost;
    }

    private static BigDecimal amount(long millionths) {
        return BigDecimal.valueOf(millionths, SCALE).stripTrailingZeros();
    }

    /** Deletes the costs of whole days that ended before the cutoff, at most a thousand at once. Returns how many. */
    static int deleteOlderThan(Database database, Instant cutoff) {
        long first = cutoff.toEpochMilli() / DAY_MILLIS;
        List<Key> old = database.read(handle -> handle.createQuery(
                        "SELECT sender, job_id FROM mediahook_cost WHERE at < :cutoff ORDER BY at LIMIT 1000")
                .bind("cutoff", first * DAY_MILLIS)
                .map((row, context) -> new Key(row.getString(1), row.getString(2)))
                .list());
        int deleted = database.writer().inSteps(old, (handle, step) -> IntStream.of(Rows.change(
                        handle, "DELETE FROM mediahook_cost WHERE sender = ? AND job_id = ?", step, (row, one) -> {
                            row.text(1, one.sender());
                            row.text(2, one.job());
                        }))
                .sum());
        if (old.isEmpty()) {
            int unused = database.writer()
                    .write(handle -> handle.createUpdate("DELETE FROM mediahook_cost_day WHERE day < :first")
                            .bind("first", first)
                            .execute());
        }
        return deleted;
    }
}
