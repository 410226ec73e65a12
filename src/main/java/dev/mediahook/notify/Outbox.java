package dev.mediahook.notify;

import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.job.Job;
import dev.mediahook.job.JobJson;
import dev.mediahook.job.StatusListener;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What others have yet to be told. A notification is written in the transaction that makes the change, so none is lost
 * to a crash, and under an id that follows from the change, so none is made twice.
 */
public final class Outbox implements StatusListener {

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
                    new CloudEvent(id, type, after.sender(), after.jobId(), now, JobJson.whole(handle, after));
            add(handle, event, cloudEvent);
        }
    }

    /** Adds what an event about no job says; once, however often the event is processed. */
    void add(Handle handle, Event event, CloudEvent cloudEvent) {
        add(handle, event.id().value(), cloudEvent);
    }

    private void add(Handle handle, long event, CloudEvent cloudEvent) {
        for (String target : targets) {
            handle.createUpdate("INSERT INTO mediahook_notification (id, target, event_id, type, body)"
                            + " VALUES (:id, :target, :event, :type, :body) ON CONFLICT DO NOTHING")
                    .bind("id", cloudEvent.id())
                    .bind("target", target)
                    .bind("event", event)
                    .bind("type", cloudEvent.type())
                    .bind("body", cloudEvent.json())
                    .execute();
        }
    }

    /**
     * What is unsent of an event, to the targets of today.
     *
     * @param event its id; 0 for what came of no event
     */
    List<Unsent> unsent(Database database, long event) {
        return database.read(handle -> handle.createQuery("SELECT id, target, body FROM mediahook_notification"
                        + " WHERE event_id = :event AND sent_at IS NULL ORDER BY target, id")
                .bind("event", event)
                .map((row, context) -> new Unsent(row.getString(1), row.getString(2), row.getString(3)))
                .filter(unsent -> targets.contains(unsent.target()))
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
     * Deletes what was told before the cutoff, and what was to be told of an event that is itself deleted. Returns how many,
     * at most a thousand.
     */
    public static int deleteToldBefore(Database database, Instant cutoff) {
        return database.writer().write(handle -> handle.createUpdate(
                        "DELETE FROM mediahook_notification WHERE (id, target) IN (SELECT n.id, n.target"
                                + " FROM mediahook_notification n WHERE n.sent_at < :cutoff OR (n.sent_at IS NULL"
                                + " AND n.event_id <> 0 AND NOT EXISTS (SELECT 1 FROM mediahook_event e"
                                + " WHERE e.id = n.event_id)) LIMIT 1000)")
                .bind("cutoff", cutoff.toEpochMilli())
                .execute());
    }

    /** An id that the same change always gets. */
    static String id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\0", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
