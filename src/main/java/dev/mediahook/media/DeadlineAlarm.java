package dev.mediahook.media;

import dev.mediahook.database.Database;
import dev.mediahook.database.Duties;
import dev.mediahook.delivery.EventId;
import dev.mediahook.log.EventLog;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Warns of each event that nears its deadline, before its media are lost: the event may wait behind others, for a
 * transfer slot, or for a transfer to end. Near means the last quarter of its life, and at most five minutes. Warns
 * once for each event.
 */
public final class DeadlineAlarm {

    private static final Logger LOG = EventLog.of(DeadlineAlarm.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration NEAR = Duration.ofMinutes(5);
    /** An event younger than this is not waiting behind others. */
    private static final Duration JUST_COME = Duration.ofSeconds(5);

    private static final int MOST_LINES = 20;
    /** An event without media names no deadline and got the usual one. Of a backlog the first are enough to see. */
    private static final String NEARING = "SELECT e.id, e.sender, e.job_id, e.received_at, e.deadline, e.attempts,"
            + " e.reason, m.idx FROM mediahook_event e LEFT JOIN mediahook_medium m ON m.sender = e.sender"
            + " AND m.job_id = e.job_id AND m.location IS NULL WHERE %s"
            + " AND e.deadline > :now AND e.deadline <= :near AND e.deadline <> e.received_at + :usual"
            + " ORDER BY e.deadline LIMIT 10000";
    /** Each as one of the partial indexes has it: however much is kept, only what is undone is looked at. */
    private static final List<String> UNDONE =
            List.of("e.state = 'accepted' AND e.sender IN (<senders>)", "e.state IN ('waiting', 'processing')");

    private final Database database;
    private final InstantSource clock;
    private final Duration usualLife;
    private final Supplier<Collection<String>> senders;
    private final ObjIntConsumer<String> counts;
    private final Duties duties;
    private final Map<String, Integer> counted = new HashMap<>();
    private Set<Long> told = Set.of();

    private record Nearing(
            long id,
            String sender,
            @Nullable String job,
            Instant receivedAt,
            Instant deadline,
            int attempts,
            @Nullable String reason,
            @Nullable Integer medium) {

        boolean risky(Instant now) {
            Duration left = Duration.between(now, deadline);
            boolean near = left.multipliedBy(4).compareTo(Duration.between(receivedAt, deadline)) < 0;
            return near && (attempts > 0 || receivedAt.plus(JUST_COME).isBefore(now));
        }
    }

    /**
     * @param usualLife the deadline of an event that names none
     * @param senders the senders that have a route
     * @param duties chooses the node that warns
     * @param counts is told for each sender how many media are at risk now
     */
    public DeadlineAlarm(
            Database database,
            InstantSource clock,
            Duration usualLife,
            Supplier<Collection<String>> senders,
            ObjIntConsumer<String> counts,
            Duties duties) {
        this.senders = senders;
        this.database = database;
        this.clock = clock;
        this.usualLife = usualLife;
        this.counts = counts;
        this.duties = duties;
    }

    /** Starts to look regularly. */
    public void start(Schedule schedule) {
        schedule.every("media-at-risk", EVERY, EVERY, this::lookSafely);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.warn("media at risk can't be looked for, tried again later error={}", failure);
        }
    }

    /** Another node counts these media now, so this node must not count them too. */
    private void leaveToOthers() {
        counted.keySet().forEach(sender -> counts.accept(sender, 0));
        counted.clear();
    }

    /** Warns of media that are newly at risk, unless another node does. */
    public void look() {
        if (!duties.mine("media-at-risk")) {
            leaveToOthers();
            return;
        }
        Instant now = clock.instant();
        List<Nearing> risky = database.read(handle -> nearing(handle, now)).stream()
                .filter(one -> one.risky(now))
                .toList();
        Map<String, Integer> bySender = new LinkedHashMap<>();
        counted.keySet().forEach(sender -> bySender.put(sender, 0));
        risky.forEach(one -> bySender.merge(one.sender(), 1, Integer::sum));
        bySender.forEach(counts::accept);
        counted.putAll(bySender);
        List<Nearing> news =
                risky.stream().filter(one -> !told.contains(one.id())).toList();
        news.stream().limit(MOST_LINES).forEach(one -> warn(one, now));
        if (news.size() > MOST_LINES) {
            LOG.warn("media at risk besides these: {}", news.size() - MOST_LINES);
        }
        Set<Long> known = new HashSet<>();
        risky.forEach(one -> known.add(one.id()));
        told = known;
    }

    private List<Nearing> nearing(Handle handle, Instant now) {
        List<String> known = List.copyOf(senders.get());
        return known.isEmpty()
                ? List.of()
                : UNDONE.stream()
                        .flatMap(undone -> nearing(handle, now, undone, known).stream())
                        .toList();
    }

    private List<Nearing> nearing(Handle handle, Instant now, String undone, List<String> known) {
        return handle.createQuery(NEARING.formatted(undone))
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bindList("senders", known)
                .bind("now", now.toEpochMilli())
                .bind("near", now.plus(NEAR).toEpochMilli())
                .bind("usual", usualLife.toMillis())
                .map((row, context) -> new Nearing(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5)),
                        row.getInt(6),
                        row.getString(7),
                        row.getString(8) == null ? null : row.getInt(8)))
                .list();
    }

    private static void warn(Nearing one, Instant now) {
        LOG.warn(
                "sender={} job={} event={} medium={} at risk: deadline in {}s attempts={} last={}",
                one.sender(),
                one.job(),
                new EventId(one.id()),
                one.medium() == null ? "all" : one.medium(),
                Duration.between(now, one.deadline()).toSeconds(),
                one.attempts(),
                one.reason() == null ? "none" : one.reason());
    }
}
