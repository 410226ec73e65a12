package dev.mediahook.poll;

import dev.mediahook.database.Database;
import dev.mediahook.database.Listing;
import dev.mediahook.database.Rows;
import dev.mediahook.job.Job;
import dev.mediahook.job.Jobs;
import dev.mediahook.job.StatusListener;
import dev.mediahook.log.EventLog;
import dev.mediahook.retry.RetryPolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The watched jobs, on disk: a restart loses none, and only one of several programs polls a job. */
public final class Watches implements StatusListener {

    private static final Logger LOG = EventLog.of(Watches.class);

    /** What is put off for longer was put off by a wrong clock. */
    private static final String LATEST = ":now + " + RetryPolicy.LONGEST_WAIT.toMillis();

    private static final String QUIET = "quiet ";

    private static final String WATCH = "INSERT INTO mediahook_watch (sender, job_id, due, until, trace)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (sender, job_id) DO NOTHING";

    private static final String FORGET = "DELETE FROM mediahook_watch WHERE sender = ? AND job_id = ?";

    private final Database database;
    private final InstantSource clock;
    private final PollSettings settings;

    public Watches(Database database, InstantSource clock, PollSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    /** A job that can be polled is watched from the first event about it, and until its end at most. */
    @Override
    public void changed(Handle handle, long event, Job before, Job after, Instant now) throws SQLException {
        if (after.status().terminal()) {
            forget(handle, after.sender(), after.jobId());
        } else if (settings.canPoll(after.sender())) {
            watch(handle, after.sender(), after.jobId(), settings.webhookTimeout(after.sender()));
        }
    }

    /** While the media are fetched, there is nothing to ask the sender. */
    @Override
    public void successAccepted(Handle handle, String sender, String jobId) throws SQLException {
        forget(handle, sender, jobId);
    }

    /** Watches a job that was submitted without a trace. */
    public void watch(Handle handle, String sender, String jobId, Duration first) throws SQLException {
        watch(handle, sender, jobId, first, null);
    }

    /**
     * Watches a job, unless it is watched already or has ended: its webhook may arrive before this call.
     *
     * @param trace the {@link dev.mediahook.delivery.TraceParent} that a poll's event continues, or null
     */
    public void watch(Handle handle, String sender, String jobId, Duration first, @Nullable String trace)
            throws SQLException {
        if (Jobs.locked(handle, sender, jobId, database.dialect())
                .filter(job -> job.status().terminal())
                .isPresent()) {
            return;
        }
        Instant due = clock.instant().plus(first);
        int[] unused = Rows.change(handle, WATCH, List.of(jobId), (row, id) -> {
            row.text(1, sender);
            row.text(2, id);
            row.number(3, due.toEpochMilli());
            row.number(4, due.plus(settings.pollFor(sender)).toEpochMilli());
            row.text(5, trace);
        });
    }

    /** Stops watching a job. */
    void forget(Handle handle, String sender, String jobId) throws SQLException {
        int[] unused = Rows.change(handle, FORGET, List.of(jobId), (row, id) -> {
            row.text(1, sender);
            row.text(2, id);
        });
    }

    /**
     * Makes a job due now, once in its life, so that strangers who name it can't cause more polls. A job that is due
     * stays due; a job that is not watched is ignored.
     */
    public void hasten(String sender, String jobId) {
        boolean may = database.read(handle -> handle.createQuery("SELECT 1 FROM mediahook_watch WHERE sender = :sender"
                        + " AND job_id = :jobId AND usual_due IS NULL")
                .bind("sender", sender)
                .bind("jobId", jobId)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
        if (!may) {
            return;
        }
        int hastened = database.writer()
                .write(handle -> handle.createUpdate("UPDATE mediahook_watch SET usual_due = due, due = :now"
                                + " WHERE sender = :sender AND job_id = :jobId AND usual_due IS NULL AND due > :now")
                        .bind("now", clock.millis())
                        .bind("sender", sender)
                        .bind("jobId", jobId)
                        .execute());
        if (hastened > 0) {
            LOG.info("sender={} job={} asked after now: a delivery that was refused names it", sender, jobId);
        }
    }

    /**
     * Takes due jobs of a sender; if the sender can't be polled, only those whose time is over. Each is due again after
     * the lease, even if this program dies.
     */
    List<Watch> take(String sender, int most, Duration lease) {
        long now = clock.millis();
        return database.writer().write(handle -> handle.createQuery("UPDATE mediahook_watch SET due = :later,"
                        + " polls = polls + 1 WHERE (sender, job_id) IN (SELECT sender, job_id FROM mediahook_watch"
                        + " WHERE sender = :sender AND due <= :now AND until < :until ORDER BY due LIMIT :most"
                        + database.dialect().skipLocked() + ")"
                        + " RETURNING sender, job_id, until, polls, trace")
                .bind("sender", sender)
                .bind("later", now + lease.toMillis())
                .bind("now", now)
                .bind("until", settings.canPoll(sender) ? Long.MAX_VALUE : now)
                .bind("most", most)
                .map((row, context) -> new Watch(
                        row.getString("sender"),
                        row.getString("job_id"),
                        Instant.ofEpochMilli(row.getLong("until")),
                        row.getInt("polls"),
                        row.getString("trace")))
                .list());
    }

    /** Makes those jobs due whose polls an earlier run put off by a wrong clock, if only one program uses the database. */
    public void release() {
        senders().forEach(sender -> database.writer().write(handle -> handle.createUpdate(
                        "UPDATE mediahook_watch SET until = until - due + :now, due = :now,"
                                + " usual_due = NULL WHERE sender = :sender AND due > " + LATEST)
                .bind("now", clock.millis())
                .bind("sender", sender)
                .execute()));
    }

    /** The senders of watched jobs. */
    List<String> senders() {
        return database.read(handle -> Listing.senders(handle, "mediahook_watch"));
    }

    /** Has no node poll a sender for as long as the sender asks; a shorter pause does not end a longer one. */
    void quiet(String sender, Duration pause) {
        long now = clock.millis();
        int unused = database.writer()
                .write(handle -> handle.createUpdate("INSERT INTO mediahook_duty (purpose, node, until)"
                                + " VALUES (:purpose, '', :until) ON CONFLICT (purpose) DO UPDATE SET"
                                + " until = excluded.until WHERE mediahook_duty.until NOT BETWEEN :until AND " + LATEST)
                        .bind("purpose", QUIET + sender)
                        .bind("now", now)
                        .bind("until", now + pause.toMillis())
                        .execute());
    }

    /** The senders that have a job due for a poll, and that have not asked for a pause. */
    List<String> due() {
        return database.read(handle -> handle.createQuery(Listing.SENDERS.formatted("mediahook_watch")
                        + " AND (SELECT min(due) FROM mediahook_watch WHERE sender = word) <= :now"
                        + " AND NOT EXISTS (SELECT 1 FROM mediahook_duty WHERE purpose = '" + QUIET
                        + "' || word AND until > :now AND until < " + LATEST + ")")
                .bind("now", clock.millis())
                .mapTo(String.class)
                .list());
    }

    /** Makes a job due again after a pause. */
    void again(Watch watch, Duration pause) {
        database.writer().write(handle -> handle.createUpdate(
                        "UPDATE mediahook_watch SET due = CASE WHEN usual_due > :due THEN usual_due ELSE :due END"
                                + " WHERE sender = :sender AND job_id = :jobId")
                .bind("due", clock.millis() + pause.toMillis())
                .bind("sender", watch.sender())
                .bind("jobId", watch.jobId())
                .execute());
    }
}
