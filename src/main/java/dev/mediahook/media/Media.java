package dev.mediahook.media;

import dev.mediahook.database.Rows;
import dev.mediahook.event.Event;
import dev.mediahook.event.MediumRef;
import dev.mediahook.event.Reason;
import dev.mediahook.job.Job;
import dev.mediahook.job.Jobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The media on record. */
public final class Media {

    /** Each medium takes a thread while it is fetched; no sender makes a tenth as many for one job. */
    static final int MOST_OF_ONE_JOB = 200;

    private static final String SEEN = "INSERT INTO mediahook_medium (sender, job_id, idx, source_url)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (sender, job_id, idx)"
            + " DO UPDATE SET source_url = excluded.source_url WHERE mediahook_medium.location IS NULL";

    private static final String OF_JOB = "SELECT * FROM mediahook_medium WHERE sender = ? AND job_id = ? ORDER BY idx";

    private static final String STORED =
            "INSERT INTO mediahook_medium (sender, job_id, idx, source_url, name, location,"
                    + " content_type, size, sha256, stored_at, width, height, duration_ms, c2pa, source_host, etag, last_modified,"
                    + " fetch_ms, fetches) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (sender, job_id, idx) DO UPDATE SET source_url = excluded.source_url, name = excluded.name,"
                    + " location = excluded.location, content_type = excluded.content_type, size = excluded.size,"
                    + " sha256 = excluded.sha256, stored_at = excluded.stored_at, width = excluded.width,"
                    + " height = excluded.height, duration_ms = excluded.duration_ms, c2pa = excluded.c2pa,"
                    + " source_host = excluded.source_host, etag = excluded.etag, last_modified = excluded.last_modified,"
                    + " fetch_ms = excluded.fetch_ms, fetches = excluded.fetches, reason = NULL";

    private Media() {}

    /** The media of a job, in the payload's order. */
    public static List<Medium> ofJob(Handle handle, String sender, String jobId) {
        return handle.createQuery(OF_JOB)
                .bind(0, sender)
                .bind(1, jobId)
                .map((row, context) -> medium(row))
                .list();
    }

    /** The media of several jobs, by one query for each of their senders. */
    public static Map<Job, List<Medium>> ofJobs(Handle handle, List<Job> jobs) {
        Map<Job, List<Medium>> media = new HashMap<>();
        jobs.stream().collect(Collectors.groupingBy(Job::sender)).forEach((sender, ofSender) -> {
            Map<String, Job> byId = ofSender.stream().collect(Collectors.toMap(Job::jobId, job -> job));
            handle.createQuery("SELECT * FROM mediahook_medium WHERE sender = :sender AND job_id IN (<ids>)"
                            + " ORDER BY job_id, idx")
                    .bind("sender", sender)
                    .bindList("ids", List.copyOf(byId.keySet()))
                    .map((row, context) -> Map.entry(row.getString("job_id"), medium(row)))
                    .forEach(one -> Optional.ofNullable(byId.get(one.getKey()))
                            .ifPresent(job -> media.computeIfAbsent(job, none -> new ArrayList<>())
                                    .add(one.getValue())));
        });
        return media;
    }

    /** One medium of a job. */
    public static Optional<Medium> one(Handle handle, String sender, String jobId, int index) {
        return handle.createQuery(
                        "SELECT * FROM mediahook_medium" + " WHERE sender = :sender AND job_id = :jobId AND idx = :idx")
                .bind("sender", sender)
                .bind("jobId", jobId)
                .bind("idx", index)
                .map((row, context) -> medium(row))
                .findOne();
    }

    /**
     * Records a believed success's media and shows its job as running; returns the event with these media in their
     * places.
     */
    static Event start(Handle handle, Jobs jobs, Event event, String jobId) throws SQLException {
        // First, since this locks the job: two events of one job must not get the same place.
        jobs.startMedia(handle, event, jobId);
        Event placed = event.notes().oneOfSeveral()
                ? event.with(MediaOrder.among(ofJob(handle, event.sender(), jobId), event.media()))
                : event;
        seen(handle, event.sender(), jobId, placed.media());
        return placed;
    }

    /** Whether every medium that the job needs is stored. */
    public static boolean whole(Handle handle, Event event, String jobId) throws SQLException {
        List<Medium> known = Rows.answer(
                handle,
                OF_JOB,
                jobId,
                (row, id) -> {
                    row.text(1, event.sender());
                    row.text(2, id);
                },
                Media::medium);
        return event.media().stream().filter(ref -> !ref.extra()).allMatch(ref -> known.stream()
                .anyMatch(medium -> medium.index() == ref.index() && medium.stored() != null));
    }

    /**
     * Records the URLs of media; a stored medium stays as it is. A list that is too long is not recorded: such an event
     * has no effect.
     */
    static void seen(Handle handle, String sender, String jobId, List<MediumRef> media) throws SQLException {
        if (media.size() > MOST_OF_ONE_JOB) {
            return;
        }
        int[] unused = Rows.change(handle, SEEN, media, (row, medium) -> {
            row.text(1, sender);
            row.text(2, jobId);
            row.number(3, medium.index());
            row.text(4, medium.url());
        });
    }

    /** Records why a medium that the job does not need could not be fetched. */
    static void lost(Handle handle, String sender, String jobId, MediumRef medium, Reason reason) {
        handle.createUpdate("UPDATE mediahook_medium SET reason = :reason"
                        + " WHERE sender = :sender AND job_id = :jobId AND idx = :idx AND location IS NULL")
                .bind("reason", reason.word())
                .bind("sender", sender)
                .bind("jobId", jobId)
                .bind("idx", medium.index())
                .execute();
    }

    /** Records where a medium is stored. */
    static void stored(Handle handle, String sender, String jobId, MediumRef medium, Medium.Stored stored)
            throws SQLException {
        int[] unused = Rows.change(handle, STORED, List.of(stored), (row, one) -> {
            row.text(1, sender);
            row.text(2, jobId);
            row.number(3, medium.index());
            row.text(4, medium.url());
            row.text(5, one.name());
            row.text(6, one.location());
            row.text(7, one.contentType());
            row.number(8, one.size());
            row.text(9, one.sha256());
            row.number(10, one.storedAt().toEpochMilli());
            row.numberIfAny(11, one.width());
            row.numberIfAny(12, one.height());
            row.numberIfAny(13, one.durationMillis());
            row.text(14, one.c2pa());
            row.text(15, one.sourceHost());
            row.text(16, one.etag());
            row.text(17, one.lastModified());
            row.number(18, one.fetchMillis());
            row.number(19, one.fetches());
        });
    }

    /** Forgets the media of jobs. */
    static void delete(Handle handle, List<Job> jobs) throws SQLException {
        int[] unused = Rows.change(
                handle, "DELETE FROM mediahook_medium WHERE sender = ? AND job_id = ?", jobs, (row, job) -> {
                    row.text(1, job.sender());
                    row.text(2, job.jobId());
                });
    }

    private static Medium medium(ResultSet row) throws SQLException {
        return new Medium(row.getInt("idx"), row.getString("source_url"), stored(row), row.getString("reason"));
    }

    private static Medium.@Nullable Stored stored(ResultSet row) throws SQLException {
        if (row.getString("location") == null) {
            return null;
        }
        return new Medium.Stored(
                row.getString("name"),
                row.getString("location"),
                row.getString("content_type"),
                row.getLong("size"),
                row.getString("sha256"),
                Instant.ofEpochMilli(row.getLong("stored_at")),
                integer(row, "width"),
                integer(row, "height"),
                whole(row, "duration_ms"),
                row.getString("c2pa"),
                row.getString("source_host"),
                row.getString("etag"),
                row.getString("last_modified"),
                row.getLong("fetch_ms"),
                row.getInt("fetches"));
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        Long value = whole(row, column);
        return value == null ? null : value.intValue();
    }

    private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
