package dev.mediahook.drift;

import dev.mediahook.database.Database;
import dev.mediahook.drift.CostsView.DayOfSender;
import dev.mediahook.event.Event;
import dev.mediahook.event.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What jobs cost as their senders say it, once for each job. */
final class Costs {

    /** Amounts are kept as whole millionths. */
    private static final int SCALE = 6;

    private static final int MOST_SHOWN = 400;
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private static final List<String> OURS =
            Arrays.stream(Reason.values()).map(Reason::word).toList();

    private final Database database;

    Costs(Database database) {
        this.database = database;
    }

    void add(Event event, ToldCost cost) {
        database.writer()
                .write(handle -> handle.createUpdate("INSERT INTO mediahook_cost (sender, job_id, amount, unit, at)"
                                + " VALUES (:sender, :job, :amount, :unit, :at) ON CONFLICT (sender, job_id)"
                                + " DO UPDATE SET amount = excluded.amount, unit = excluded.unit")
                        .bind("sender", event.sender())
                        .bind("job", event.jobId())
                        .bind("amount", cost.amount().movePointRight(SCALE).longValue())
                        .bind("unit", cost.unit())
                        .bind("at", event.receivedAt().toEpochMilli())
                        .execute());
    }

    /** By day and sender; what was paid for a job that failed for a reason of ours is lost. */
    List<DayOfSender> byDay() {
        return database.read(
                handle -> handle.createQuery("SELECT c.at / " + DAY_MILLIS + " AS day, c.sender, c.unit, count(*),"
                                + " sum(c.amount), sum(CASE WHEN j.status = 'failed' AND j.error_code IN (<ours>) THEN c.amount ELSE 0 END)"
                                + " FROM mediahook_cost c LEFT JOIN mediahook_job j ON j.sender = c.sender AND j.job_id = c.job_id"
                                + " GROUP BY c.at / " + DAY_MILLIS + ", c.sender, c.unit ORDER BY 1 DESC, 2 LIMIT "
                                + MOST_SHOWN)
                        .bindList("ours", OURS)
                        .map((row, context) -> new DayOfSender(
                                LocalDate.ofEpochDay(row.getLong(1)).toString(),
                                row.getString(2),
                                row.getString(3),
                                row.getInt(4),
                                amount(row.getLong(5)),
                                amount(row.getLong(6))))
                        .list());
    }

    private static BigDecimal amount(long millionths) {
        return BigDecimal.valueOf(millionths, SCALE).stripTrailingZeros();
    }

    /** Deletes what is older than the cutoff, and says how much. */
    int deleteOlderThan(Instant cutoff) {
        return database.writer().write(handle -> handle.createUpdate("DELETE FROM mediahook_cost WHERE at < :cutoff")
                .bind("cutoff", cutoff.toEpochMilli())
                .execute());
    }
}
