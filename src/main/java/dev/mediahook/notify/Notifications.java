package dev.mediahook.notify;

import dev.mediahook.database.Database;
import dev.mediahook.database.Listing;
import dev.mediahook.database.Sieve;
import dev.mediahook.delivery.EventId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The notifications on record: gives out those that are to be sent, and records their outcome. */
public final class Notifications {

    private static final int MOST_IN_A_STEP = 500;

    private static final String COLUMNS =
            "id, target, seq, event_id, sender, job_id, type, created_at, state, since, due, attempts, sent_at, reason";

    private static final Listing PAGES =
            new Listing("mediahook_notification", COLUMNS, "state", List.of("pending", "sent", "dead"), "seq");

    /** Each job's first waiting notification, the longest due first. */
    private static final String CLAIM = "UPDATE mediahook_notification SET due = :until, claimed = 1,"
            + " attempts = attempts + 1 WHERE (id, target) IN (SELECT n.id, n.target FROM mediahook_notification n"
            + " WHERE n.target = :target AND n.state = 'pending' AND n.due <= :now AND NOT EXISTS (SELECT 1"
            + " FROM mediahook_notification e WHERE e.target = n.target AND e.sender = n.sender"
            + " AND e.job_id = n.job_id AND e.state = 'pending' AND e.seq < n.seq AND e.job_id <> '')"
            + " ORDER BY n.due LIMIT :most%s) RETURNING " + COLUMNS + ", body, (SELECT v.trace"
            + " FROM mediahook_event v WHERE v.id = mediahook_notification.event_id) AS trace";

    private static final String AGAIN =
            "UPDATE mediahook_notification SET state = 'pending', claimed = 0, attempts = 0, due = :now, since = :now WHERE ";
    private static final String AND_FIRST = " AND (id, target) IN (SELECT id, target FROM mediahook_notification"
            + " WHERE target = :target AND state = %s LIMIT " + MOST_IN_A_STEP + ")";

    private final Database database;
    private final InstantSource clock;
    private final EndListener listener;
    private final Duration lease;

    /**
     * @param lease how long a try may take before another program takes over; the listener hears of each end
     */
    public Notifications(Database database, InstantSource clock, Duration lease, EndListener listener) {
        this.database = database;
        this.clock = clock;
        this.lease = lease;
        this.listener = listener;
    }

    /**
     * One on record.
     *
     * @param jobId empty if it is about no job
     * @param since what giving up is counted from
     * @param due when it is tried next, if it is pending
     * @param reason why the last try failed, or null
     */
    public record Notification(
            String id,
            String target,
            long seq,
            long event,
            String sender,
            String jobId,
            String type,
            Instant createdAt,
            String state,
            Instant since,
            Instant due,
            int attempts,
            @Nullable Instant sentAt,
            @Nullable String reason) {}

    /** Selects notifications; an empty set means all. */
    public record Filter(Set<String> senders, Set<String> states, Set<String> targets, Set<String> types) {

        boolean matches(Notification one) {
            return (targets.isEmpty() || targets.contains(one.target()))
                    && (types.isEmpty() || types.contains(one.type()));
        }
    }

    /** A page, newest first. */
    public static Sieve.Found<Notification> page(Handle handle, Filter filter, long before, int limit) {
        return Sieve.BRIEF.page(
                (number, most) -> PAGES.newest(
                        handle, filter.senders(), filter.states(), number, most, (row, context) -> notification(row)),
                Notification::seq,
                filter::matches,
                filter.targets().isEmpty() && filter.types().isEmpty(),
                before,
                0,
                limit);
    }

    List<Claimed> claim(Target target, int most) {
        return database.writer().write(handle -> handle.createQuery(
                        CLAIM.formatted(database.dialect().skipLocked()))
                .bind("until", clock.millis() + lease.toMillis())
                .bind("target", target.name())
                .bind("now", clock.millis())
                .bind("most", most)
                .map((row, context) -> new Claimed(notification(row), row.getString("body"), row.getString("trace")))
                .list());
    }

    void sent(Notification one) {
        ended(one, "sent", clock.instant(), null);
    }

    void dead(Notification one, String reason) {
        ended(one, "dead", null, reason);
    }

    private void ended(Notification one, String state, @Nullable Instant sentAt, @Nullable String reason) {
        int changed = database.writer()
                .write(handle -> handle.createUpdate("UPDATE mediahook_notification SET state = :state,"
                                + " claimed = 0, sent_at = :sentAt, reason = :reason WHERE id = :id AND target = :target"
                                + " AND state <> 'sent'")
                        .bind("state", state)
                        .bind("sentAt", sentAt == null ? null : sentAt.toEpochMilli())
                        .bind("reason", reason)
                        .bind("id", one.id())
                        .bind("target", one.target())
                        .execute());
        if (changed > 0) {
            listener.ended(one, state, reason);
        }
    }

    void again(Notification one, Instant due, String reason) {
        int unused = database.writer()
                .write(handle -> handle.createUpdate("UPDATE mediahook_notification SET claimed = 0, due = :due,"
                                + " reason = :reason WHERE id = :id AND target = :target AND state = 'pending'")
                        .bind("due", due.toEpochMilli())
                        .bind("reason", reason)
                        .bind("id", one.id())
                        .bind("target", one.target())
                        .execute());
    }

    /** Gives up a target's pending notifications counted from before a time; returns how many, at most 500. */
    int giveUp(Target target, Instant sinceBefore, String reason) {
        return database.writer().write(handle -> handle.createUpdate("UPDATE mediahook_notification SET state = 'dead',"
                        + " reason = :reason WHERE state = 'pending' AND claimed = 0"
                        + AND_FIRST.formatted("'pending' AND claimed = 0 AND since < :before ORDER BY due"))
                .bind("reason", reason)
                .bind("target", target.name())
                .bind("before", sinceBefore.toEpochMilli())
                .execute());
    }

    /** Frees what an earlier run left unfinished or put off for longer, if only one program uses the database. */
    void release(Target target, Duration longest) {
        String free = "UPDATE mediahook_notification SET claimed = 0, due = :now WHERE target = :target"
                + " AND state = 'pending' AND ";
        int unused = change(free + "claimed = 1", target.name())
                + change(free + "due > :now + " + longest.toMillis(), target.name());
    }

    /** Sends a notification again to each of its targets, or to one; returns these targets. */
    public List<String> replay(String id, @Nullable String target) {
        return database.writer().write(handle -> handle.createQuery(
                        AGAIN + "id = :id AND target = COALESCE(:target, target) AND claimed = 0 RETURNING target")
                .bind("now", clock.millis())
                .bind("id", id)
                .bind("target", target)
                .mapTo(String.class)
                .list());
    }

    /** Makes pending notifications of a target that wait for their next try due now, at most 500. */
    public void hasten(String target) {
        int unused = change(
                "UPDATE mediahook_notification SET due = :now WHERE state = 'pending' AND claimed = 0"
                        + AND_FIRST.formatted("'pending' AND claimed = 0 AND due > :now ORDER BY due"),
                target);
    }

    /** Sends all dead notifications of a target again, a part at a time; returns how many. */
    public int replayDead(String target) {
        int all = 0;
        for (int some = MOST_IN_A_STEP; some == MOST_IN_A_STEP; all += some) {
            some = change(AGAIN + "state = 'dead'" + AND_FIRST.formatted("'dead' ORDER BY seq"), target);
        }
        return all;
    }

    private int change(String update, String target) {
        return database.writer().write(handle -> handle.createUpdate(update)
                .bind("now", clock.millis())
                .bind("target", target)
                .execute());
    }

    /** Retries the failed notifications of an event that was processed again. */
    void revive(EventId event) {
        boolean dead = database.read(handle -> handle.createQuery(
                        "SELECT 1 FROM mediahook_notification WHERE event_id = :event AND state = 'dead' LIMIT 1")
                .bind("event", event.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
        if (dead) {
            int unused = database.writer()
                    .write(handle -> handle.createUpdate(AGAIN + "event_id = :event AND state = 'dead'")
                            .bind("now", clock.millis())
                            .bind("event", event.value())
                            .execute());
        }
    }

    /** The number of a target's notifications in a state; counts no further than a limit. */
    public int count(String target, String state, int most) {
        String words = state.equals("dead") ? "state = 'dead' ORDER BY seq" : "state = 'pending' ORDER BY due";
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM mediahook_notification"
                        + " WHERE target = :target AND " + words + " LIMIT :most) AS few")
                .bind("target", target)
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
    }

    private static Notification notification(ResultSet row) throws SQLException {
        long sentAt = row.getLong("sent_at");
        boolean unsent = row.wasNull();
        return new Notification(
                row.getString("id"),
                row.getString("target"),
                row.getLong("seq"),
                row.getLong("event_id"),
                row.getString("sender"),
                row.getString("job_id"),
                row.getString("type"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("state"),
                Instant.ofEpochMilli(row.getLong("since")),
                Instant.ofEpochMilli(row.getLong("due")),
                row.getInt("attempts"),
                unsent ? null : Instant.ofEpochMilli(sentAt),
                row.getString("reason"));
    }
}
