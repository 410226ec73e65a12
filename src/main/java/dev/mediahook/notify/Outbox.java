package dev.mediahook.notify;

import dev.mediahook.database.Database;
import dev.mediahook.database.Rows;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.job.Job;
import dev.mediahook.job.StatusListener;
import dev.mediahook.view.JobView;
import dev.mediahook.view.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Records notifications in the same transaction as the change that they tell of, so that a crash loses none. Each ID is
 * derived from its change, so that none is made twice.
 */
public final class Outbox implements StatusListener {

    private final List<Target> targets;
    private final EventIds ids;
    private final JsonText json;

    /**
     * @param ids give the order in which a target is told
     * @param json writes the notifications' data
     */
    public Outbox(List<Target> targets, EventIds ids, JsonText json) {
        this.targets = List.copyOf(targets);
        this.ids = ids;
        this.json = json;
    }

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

    /**
     * Adds an event's notification for each target; once, however often the event is processed. It comes after what its
     * target has yet to hear of the same job: another node's clock may be ahead of ours.
     */
    void add(Handle handle, long event, CloudEvent cloudEvent, Instant now) {
        for (Target target : targets) {
            if (target.hears(cloudEvent.sender(), cloudEvent.type())) {
                handle.createUpdate("INSERT INTO mediahook_notification (id, target, seq, event_id, sender, job_id,"
                                + " type, body, created_at, state, since, due) VALUES (:id, :target,"
                                + " COALESCE((SELECT max(seq) + 1 FROM mediahook_notification WHERE target = :target"
                                + " AND sender = :sender AND job_id = :jobId AND state = 'pending' AND seq >= :seq),"
                                + " :seq), :event, :sender, :jobId, :type, :body, :now, 'pending', :now, :now)"
                                + " ON CONFLICT (id, target) DO NOTHING")
                        .bind("id", cloudEvent.id())
                        .bind("target", target.name())
                        .bind("seq", ids.next().value())
                        .bind("event", event)
                        .bind("sender", cloudEvent.sender())
                        .bind("jobId", cloudEvent.subject() == null ? "" : cloudEvent.subject())
                        .bind("type", cloudEvent.type())
                        .bind("body", cloudEvent.json(json))
                        .bind("now", now.toEpochMilli())
                        .execute();
            }
        }
    }

    /**
     * Deletes notifications older than the cutoff that were sent, or given up and their event is deleted too, or it has
     * none. One that waits is deleted if its target neither is paused nor was tried since: there is no such target any
     * more. Returns how many, at most a thousand.
     */
    public static int deleteOlderThan(Database database, Instant cutoff) {
        List<Map.Entry<String, String>> old = database.read(handle -> handle.createQuery(
                        "SELECT n.id, n.target FROM mediahook_notification n WHERE n.created_at < :cutoff"
                                + " AND (n.sent_at IS NOT NULL OR n.event_id = 0 OR NOT EXISTS (SELECT 1"
                                + " FROM mediahook_event e WHERE e.id = n.event_id)) AND (n.state <> 'pending'"
                                + " OR n.due < :cutoff AND n.target NOT IN (SELECT name FROM mediahook_paused_target))"
                                + " ORDER BY n.created_at LIMIT 1000")
                .bind("cutoff", cutoff.toEpochMilli())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .list());
        return database.writer().inSteps(old, (handle, step) -> IntStream.of(Rows.change(
                        handle, "DELETE FROM mediahook_notification WHERE id = ? AND target = ?", step, (row, one) -> {
                            row.text(1, one.getKey());
                            row.text(2, one.getValue());
                        }))
                .sum());
    }

    /** An ID that is always the same for the same change. */
    static String id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\0", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
