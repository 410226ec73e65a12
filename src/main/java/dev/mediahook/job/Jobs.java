package dev.mediahook.job;

import dev.mediahook.database.Database;
import dev.mediahook.database.Dialect;
import dev.mediahook.database.Listing;
import dev.mediahook.database.PrefixRange;
import dev.mediahook.database.Rows;
import dev.mediahook.database.Sieve;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.SenderError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The jobs on disk. */
public final class Jobs {

    private static final String COLUMNS = "seq, sender, job_id, status, status_event, status_by_sender, submitted_at,"
            + " completed_at, error_code, error_message";

    private static final Listing PAGES = new Listing("mediahook_job", COLUMNS, "status", JobStatus.words(), "seq");

    private static final String MAKE = "INSERT INTO mediahook_job (seq, sender, job_id, status, status_event)"
            + " VALUES (?, ?, ?, ?, 0) ON CONFLICT (sender, job_id) DO NOTHING";
    private static final String FIND = "SELECT " + COLUMNS + " FROM mediahook_job WHERE sender = ? AND job_id = ?";
    private static final String UPDATE = "UPDATE mediahook_job SET status = ?, status_event = ?, status_by_sender = ?,"
            + " completed_at = ?, error_code = ?, error_message = ? WHERE seq = ?";

    /** The job ended or, if it never did, last changed before; it has no event and no watch left to change it. */
    private static final String FORGOTTEN = "(completed_at IS NULL OR completed_at < :cutoff)"
            + " AND status_event < :seq AND NOT EXISTS (SELECT 1 FROM mediahook_event e WHERE e.job_id = mediahook_job.job_id"
            + " AND e.sender = mediahook_job.sender) AND NOT EXISTS (SELECT 1 FROM mediahook_watch w"
            + " WHERE w.sender = mediahook_job.sender AND w.job_id = mediahook_job.job_id)";

    private final Database database;
    private final EventIds ids;
    private final InstantSource clock;
    private final StatusListener listener;

    /**
     * @param ids number the jobs in the order in which they are first seen
     */
    public Jobs(Database database, EventIds ids, InstantSource clock, StatusListener listener) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Applies a fact to a job within the caller's transaction; creates the job if there is none.
     *
     * @param event the event that is being processed
     */
    public Job apply(Handle handle, long event, String sender, String jobId, JobFact fact) throws SQLException {
        Instant now = clock.instant();
        Job before = known(handle, sender, jobId);
        Job after = JobRules.after(before, fact, now);
        if (!after.equals(before)) {
            update(handle, after);
        }
        if (after.status() != before.status()) {
            listener.changed(handle, event, before, after, now);
        }
        return after;
    }

    private Job known(Handle handle, String sender, String jobId) throws SQLException {
        Optional<Job> known = locked(handle, sender, jobId, database.dialect());
        if (known.isEmpty()) {
            boolean unused = make(handle, sender, jobId);
            known = locked(handle, sender, jobId, database.dialect());
        }
        return known.orElseThrow(() -> new IllegalStateException("a job vanished while it was changed"));
    }

    /** Sets a job to running once its success is believed; it stays running until its media are stored. */
    public void startMedia(Handle handle, Event event, String jobId) throws SQLException {
        Job unused =
                apply(handle, event.id().value(), event.sender(), jobId, JobFact.of(event, JobStatus.RUNNING, null));
        listener.successAccepted(handle, event.sender(), jobId);
    }

    /**
     * Records that a job was submitted, by us or by somebody else. Returns true if the job is new.
     *
     * @param byUs whether we submitted it, so that the time is known
     */
    public boolean submitted(Handle handle, String sender, String jobId, boolean byUs) throws SQLException {
        boolean isNew = make(handle, sender, jobId);
        if (byUs) {
            handle.createUpdate("UPDATE mediahook_job SET submitted_at = :now"
                            + " WHERE sender = :sender AND job_id = :jobId AND submitted_at IS NULL")
                    .bind("now", clock.millis())
                    .bind("sender", sender)
                    .bind("jobId", jobId)
                    .execute();
        }
        return isNew;
    }

    private boolean make(Handle handle, String sender, String jobId) throws SQLException {
        long seq = ids.next().value();
        return Rows.change(handle, MAKE, List.of(jobId), (row, id) -> {
                    row.number(1, seq);
                    row.text(2, sender);
                    row.text(3, id);
                    row.text(4, JobStatus.SUBMITTED.word());
                })[0]
                > 0;
    }

    /** The job, or nothing if nobody has submitted, watched or reported it. */
    public static Optional<Job> find(Handle handle, String sender, String jobId) {
        return handle.createQuery(FIND)
                .bind(0, sender)
                .bind(1, jobId)
                .map((row, context) -> job(row))
                .findOne();
    }

    /** The job, locked against changes by others until the end of the transaction. */
    public static Optional<Job> locked(Handle handle, String sender, String jobId, Dialect dialect)
            throws SQLException {
        return Rows.answer(
                        handle,
                        FIND + dialect.forUpdate(),
                        jobId,
                        (row, id) -> {
                            row.text(1, sender);
                            row.text(2, id);
                        },
                        Jobs::job)
                .stream()
                .findFirst();
    }

    /**
     * A page of jobs, newest first.
     *
     * @param before only jobs first seen before the one with this number
     */
    public static Sieve.Found<Job> page(Handle handle, JobFilter filter, Sieve sieve, long before, int limit) {
        Optional<List<Job>> few = filter.jobId().flatMap(beginning -> few(handle, filter, PrefixRange.of(beginning)));
        Sieve.Rows<Job> rows = few.isPresent()
                ? Sieve.Rows.of(few.get(), Job::seq)
                : (number, most) -> PAGES.newest(
                        handle, filter.senders(), filter.words(), number, most, (row, context) -> job(row));
        return sieve.page(
                rows,
                Job::seq,
                filter::matches,
                few.isEmpty() && filter.byIndexAlone(),
                filter.before(before),
                filter.lowest(),
                limit);
    }

    /** All jobs whose ids share a beginning, newest first; nothing if there are too many. */
    private static Optional<List<Job>> few(Handle handle, JobFilter filter, PrefixRange beginning) {
        List<Job> found = new ArrayList<>();
        for (String sender : filter.senders().isEmpty() ? Listing.senders(handle, "mediahook_job") : filter.senders()) {
            found.addAll(handle.createQuery("SELECT " + COLUMNS + " FROM mediahook_job WHERE sender = :sender"
                            + " AND job_id >= :first AND job_id < :last ORDER BY job_id LIMIT " + (PrefixRange.FEW + 1))
                    .bind("sender", sender)
                    .bind("first", beginning.first())
                    .bind("last", beginning.last())
                    .map((row, context) -> job(row))
                    .list());
            if (found.size() > PrefixRange.FEW) {
                return Optional.empty();
            }
        }
        return Optional.of(found.stream()
                .sorted(Comparator.comparingLong(Job::seq).reversed())
                .toList());
    }

    /**
     * Up to a thousand jobs that were first seen before the cutoff, last changed before it, and have no event and no
     * watch left.
     */
    public static List<Job> forgotten(Handle handle, Instant cutoff) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM mediahook_job WHERE seq < :seq AND " + FORGOTTEN
                        + " ORDER BY seq LIMIT 1000")
                .bind("seq", EventIds.first(cutoff.toEpochMilli()))
                .bind("cutoff", cutoff.toEpochMilli())
                .map((row, context) -> job(row))
                .list();
    }

    /** Deletes the jobs that still have no event and no watch left, and returns them. */
    public static List<Job> delete(Handle handle, List<Job> jobs, Instant cutoff) {
        List<Long> deleted = handle.createQuery(
                        "DELETE FROM mediahook_job WHERE seq IN (<seqs>) AND " + FORGOTTEN + " RETURNING seq")
                .bindList("seqs", jobs.stream().map(Job::seq).toList())
                .bind("seq", EventIds.first(cutoff.toEpochMilli()))
                .bind("cutoff", cutoff.toEpochMilli())
                .mapTo(Long.class)
                .list();
        Set<Long> gone = Set.copyOf(deleted);
        return jobs.stream().filter(job -> gone.contains(job.seq())).toList();
    }

    private static void update(Handle handle, Job job) throws SQLException {
        SenderError error = job.error();
        int[] unused = Rows.change(handle, UPDATE, List.of(job), (row, one) -> {
            row.text(1, one.status().word());
            row.number(2, one.statusEvent());
            row.text(3, one.statusBySender());
            row.numberIfAny(
                    4, one.completedAt() == null ? null : one.completedAt().toEpochMilli());
            row.text(5, error == null ? null : error.code());
            row.text(6, error == null ? null : error.message());
            row.number(7, one.seq());
        });
    }

    private static Job job(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        String message = row.getString("error_message");
        return new Job(
                row.getLong("seq"),
                row.getString("sender"),
                row.getString("job_id"),
                JobStatus.ofStored(row.getString("status")),
                row.getLong("status_event"),
                row.getString("status_by_sender"),
                instant(row, "submitted_at"),
                instant(row, "completed_at"),
                code == null && message == null ? null : new SenderError(code, message));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
