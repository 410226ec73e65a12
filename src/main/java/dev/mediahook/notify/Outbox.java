package dev.mediahook.notify;

import dev.mediahook.database.Database;
import dev.mediahook.database.Rows;
import dev.mediahook.event.Event;
import dev.mediahook.job.Job;
import dev.mediahook.job.StatusListener;
import dev.mediahook.view.JobView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * What others have yet to be told. A notification is written in the transaction that makes the change, so none is lost
 * to a crash, and under an id that follows from the change, so none is made twice.
 */
public final class Outbox implements StatusListener {

    /** Bodies are small, and may be as large as a delivery. */
    private static final int AT_ONCE = 50;

    private final List<String> targets;

    /**
     * @param targets endpoint URIs
     */
    public Outbox(List<String> targets) {
        this.targets = List.copyOf(targets);
    }

    /** A notification that one target has yet to get. */
    record Unsent(String id, String target, String body) {}

    @Override
    public void changed(Handle handle, long event, Job before, Job after, Instant now) {
        if (!targets.isEmpty() && after.status().terminal()) {
            String type = "dev.mediahook.job." + after.status().word();
            String id = id(after.sender(), after.jobId(), type);
            CloudEvent cloudEvent =
                    new CloudEvent(id, type, after.sender(), after.jobId(), now, JobView.whole(handle, after));
            add(handle, event, cloudEvent, now);
        }
    }

    /** Adds what an event about no job says; once, however often the event is processed. */
    void add(Handle handle, Event event, CloudEvent cloudEvent, Instant now) {
        add(handle, event.id().value(), cloudEvent, now);
    }

    private void add(Handle handle, long event, CloudEvent cloudEvent, Instant now) {
        for (String target : targets) {
            handle.createUpdate("INSERT INTO mediahook_notification (id, target, event_id, type, body, created_at)"
                            + " VALUES (:id, :target, :event, :type, :body, :now)"
                            + " ON CONFLICT (id, target) DO NOTHING")
                    .bind("id", cloudEvent.id())
                    .bind("target", target)
                    .bind("event", event)
                    .bind("type", cloudEvent.type())
                    .bind("body", cloudEvent.json())
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
    }

    /** The targets of today. */
    List<String> targets() {
        return targets;
    }

    /**
     * Some of what one target has yet to hear of an event, in the order of the ids.
     *
     * @param event its id; 0 for what came of no event
     * @param after the id that ended the part before; empty for the first
     */
    static List<Unsent> unsent(Database database, long event, String target, String after) {
        return database.read(handle -> handle.createQuery("SELECT id, target, body FROM mediahook_notification"
                        + " WHERE event_id = :event AND sent_at IS NULL AND target = :target AND id > :after"
                        + " ORDER BY id LIMIT " + AT_ONCE)
                .bind("event", event)
                .bind("target", target)
                .bind("after", after)
                .map((row, context) -> new Unsent(row.getString(1), row.getString(2), row.getString(3)))
                .list());
    }

    static void sent(Database database, Unsent notification, InstantSource clock) {
        database.writer().write(handle -> handle.createUpdate(
                        "UPDATE mediahook_notification SET sent_at = :now WHERE id = :id AND target = :target")
                .bind("now", clock.millis())
                .bind("id", notification.id())
                .bind("target", notification.target())
                .execute());
    }

    /**
     * Deletes what was made before the cutoff and was told, or can't be told any more: of an event that is itself deleted,
     * and of none. Says how many, at most a thousand.
     */
    public static int deleteOlderThan(Database database, Instant cutoff) {
        List<Unsent> old = database.read(handle -> handle.createQuery(
                        "SELECT n.id, n.target FROM mediahook_notification n WHERE n.created_at < :cutoff"
                                + " AND (n.sent_at IS NOT NULL OR n.event_id = 0 OR NOT EXISTS (SELECT 1"
                                + " FROM mediahook_event e WHERE e.id = n.event_id)) ORDER BY n.created_at LIMIT 1000")
                .bind("cutoff", cutoff.toEpochMilli())
                .map((row, context) -> new Unsent(row.getString(1), row.getString(2), ""))
                .list());
        return database.writer().inSteps(old, (handle, step) -> IntStream.of(Rows.change(
                        handle, "DELETE FROM mediahook_notification WHERE id = ? AND target = ?", step, (row, one) -> {
                            row.text(1, one.id());
                            row.text(2, one.target());
                        }))
                .sum());
    }

    /** An id that the same change always gets. */
    static String id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\0", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
