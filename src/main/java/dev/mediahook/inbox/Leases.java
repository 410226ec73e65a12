package dev.mediahook.inbox;

import dev.mediahook.database.Database;
import dev.mediahook.database.GroupWrite;
import dev.mediahook.database.Rows;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Gives events out, one program at a time each, and takes back what became of them.
 *
 * <pre>
 *              claim                finish: Done
 *   accepted ─────────► processing ─────────────► done
 *      ▲  ▲                │   │ finish: Dead
 *      │  └── lease ended ─┘   ├─────────────────► dead
 *      │                       │ finish: Again
 *      └────── due ── waiting ◄┘         (a replay leads back from done or dead)
 * </pre>
 */
public final class Leases {

    private static final String CLAIM = "UPDATE mediahook_event SET state = 'processing', due = ?, lease = ?,"
            + " attempts = attempts + 1 WHERE id IN (SELECT id FROM mediahook_event WHERE sender = ?"
            + " AND state = 'accepted' AND deadline %s ? ORDER BY deadline%s LIMIT ?%s)"
            + " RETURNING id, sender, via, received_at, since, attempts, body, proof, trace, %s";
    private static final String EXTEND =
            "UPDATE mediahook_event SET due = ? WHERE id = ? AND state = 'processing' AND lease = ?";
    private static final String GIVE_BACK = "UPDATE mediahook_event SET state = 'accepted', lease = NULL,"
            + " attempts = attempts - 1 WHERE id = ? AND state = 'processing' AND lease = ?";
    private static final byte[] NONE = {};

    /** By one {@link #wake}. */
    static final int MOST_WOKEN = 500;

    private final Database database;
    private final InstantSource clock;
    private final Duration duration;
    private final String node;
    private final DoneEvents done;
    private final AtomicLong claims = new AtomicLong();
    private final PayloadTable payloads;
    private final String claimInTime;
    private final String claimTooLate;
    private final GroupWrite<Request, List<Leased>> claiming = this::claimAll;
    private final OutcomeWrite finishing = new OutcomeWrite();

    private record Request(String sender, int most, Duration takes) {}

    /**
     * @param duration how long an event stays ours without a word from us
     * @param node a name that no other running program has
     * @param done gets what was finished here
     */
    public Leases(Database database, InstantSource clock, Duration duration, String node, DoneEvents done) {
        this.done = done;
        this.database = database;
        this.clock = clock;
        this.duration = duration;
        this.node = node;
        this.payloads = PayloadTable.of(database.dialect());
        this.claimInTime = CLAIM.formatted(">", "", database.dialect().skipLocked(), payloads.sum());
        this.claimTooLate = CLAIM.formatted("<=", " DESC", database.dialect().skipLocked(), payloads.sum());
    }

    /**
     * Takes up to {@code most} ready events of a sender, the earliest deadline first. Events whose deadline has passed,
     * or will pass before their work is done, come last: they would take the turn of one that can still be in time. Of
     * those, the deadline that passed last goes first, since its URL may still be good.
     *
     * @param takes how long the work on one event took lately
     */
    CompletableFuture<List<Leased>> claim(String sender, int most, Duration takes) {
        return database.writer().submit(claiming, new Request(sender, most, takes));
    }

    /**
     * Says what became of an event; false if its lease had run out and somebody else has it.
     *
     * @param event what its body says, if it could be read this time
     * @param attempt what is noted of this try
     */
    CompletableFuture<Boolean> finish(
            Leased leased, Outcome outcome, @Nullable Event event, @Nullable Attempt attempt) {
        return database.writer()
                .submit(finishing, new OutcomeWrite.Finished(leased, outcome, event, attempt))
                .thenApply(ours -> {
                    if (ours && event != null && outcome instanceof Outcome.Done) {
                        done.add(event);
                    }
                    return ours;
                });
    }

    /** Says that this program still works on these events. */
    void extend(List<Leased> leased) {
        long until = clock.millis() + duration.toMillis();
        database.writer()
                .write(handle -> Rows.change(handle, EXTEND, leased, (row, one) -> {
                    row.number(1, until);
                    row.number(2, one.delivery().id().value());
                    row.text(3, one.lease());
                }));
    }

    /** Hands back what was claimed but not begun. */
    void giveBack(List<Leased> leased) {
        database.writer()
                .write(handle -> Rows.change(handle, GIVE_BACK, leased, (row, one) -> {
                    row.number(1, one.delivery().id().value());
                    row.text(2, one.lease());
                }));
    }

    /**
     * Makes ready the events that are due, and those whose lease has run out: the longest due first, and only so many
     * at once that other writers get their turn. {@link #nextDue} says if there are more.
     */
    int wake() {
        return database.writer()
                .write(handle -> handle.createUpdate("UPDATE mediahook_event SET state = 'accepted', lease = NULL"
                                + " WHERE id IN (SELECT id FROM mediahook_event WHERE state IN ('waiting', 'processing')"
                                + " AND due <= :now ORDER BY due LIMIT " + MOST_WOKEN
                                + database.dialect().skipLocked() + ")")
                        .bind("now", clock.millis())
                        .execute());
    }

    /** When {@link #wake} next has something to do. */
    Optional<Instant> nextDue() {
        return database.read(handle -> handle.createQuery(
                        "SELECT min(due) FROM mediahook_event WHERE state IN ('waiting', 'processing')")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    private List<List<Leased>> claimAll(Handle handle, List<Request> requests) throws SQLException {
        List<List<Leased>> results = new ArrayList<>(requests.size());
        for (Request request : requests) {
            List<Leased> leased = new ArrayList<>(claim(handle, claimInTime, request, request.most()));
            if (leased.size() < request.most()) {
                leased.addAll(claim(handle, claimTooLate, request, request.most() - leased.size()));
            }
            results.add(leased);
        }
        return results;
    }

    private List<Leased> claim(Handle handle, String sql, Request request, int most) throws SQLException {
        long now = clock.millis();
        String lease = node + "#" + claims.incrementAndGet();
        List<Leased> claimed = Rows.answer(
                handle,
                sql,
                request,
                (row, wanted) -> {
                    row.number(1, now + duration.toMillis());
                    row.text(2, lease);
                    row.text(3, wanted.sender());
                    row.number(4, now + wanted.takes().toMillis());
                    row.number(5, most);
                },
                row -> leased(row, lease));
        Map<Long, byte[]> bodies = payloads.bodies(
                handle, claimed.stream().map(one -> one.delivery().id().value()).toList());
        return claimed.stream()
                .map(one -> one.withBody(bodies.get(one.delivery().id().value())))
                .toList();
    }

    private static Leased leased(ResultSet row, String lease) throws SQLException {
        byte[] body = row.getBytes(7);
        Delivery delivery = new Delivery(
                new EventId(row.getLong(1)),
                row.getString(2),
                Via.ofStored(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                RequestHead.none(),
                RawBody.of(body == null ? NONE : body),
                Proof.ofWord(row.getString(8)));
        return new Leased(
                delivery,
                row.getInt(6),
                Instant.ofEpochMilli(row.getLong(5)),
                lease,
                row.getString(9),
                PayloadTable.isIntact(row, 10, body));
    }
}
