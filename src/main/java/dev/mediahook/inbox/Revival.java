package dev.mediahook.inbox;

import dev.mediahook.database.Rows;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Gives a dead event new tries if a repeat proves what was unconfirmed, or brings an intact body for a damaged one. */
final class Revival {

    private static final String REVIVE =
            "UPDATE mediahook_event SET state = 'accepted', due = 0, attempts = 0, reason = NULL, since = ?";
    private static final String ANEW = REVIVE + ", deadline = ?, proof = ?, via = ?";
    private static final String DEAD_OF = " WHERE sender = ? AND dedup_key = ? AND state = 'dead' AND reason IN (%s)";

    /** The sender's own API has answered, and is asked again. */
    private static final String ANSWERED = REVIVE + DEAD_OF.formatted("'unknown_job', 'unconfirmed'") + " AND ";

    /** A signed delivery confirms the event: from now on its signed body is used instead of the unsigned one. */
    private static final String SIGNED = ANEW + DEAD_OF.formatted("'unknown_job', 'unconfirmed', 'payload_damaged'");

    /** Any other repeat brings the body again, but proves no more than its own proof. */
    private static final String BROUGHT = ANEW + DEAD_OF.formatted("'payload_damaged'");

    private Revival() {}

    /**
     * Revives the events that these repeat.
     *
     * @param repeats in the order of their keys
     * @param deadline of an event, in milliseconds since 1970
     */
    static void of(Handle handle, PayloadTable payloads, List<Event> repeats, ToLongFunction<Event> deadline)
            throws SQLException {
        List<Event> polled =
                repeats.stream().filter(repeat -> repeat.via() == Via.POLL).toList();
        int[] unusedAnswered = Rows.change(handle, ANSWERED + payloads.kept(), polled, (row, repeat) -> {
            row.number(1, repeat.receivedAt().toEpochMilli());
            row.text(2, repeat.sender());
            row.text(3, repeat.key());
        });
        begin(
                handle,
                payloads,
                SIGNED,
                repeats.stream().filter(Revival::confirms).toList(),
                deadline);
        if (payloads == PayloadTable.IN_ROW) {
            Predicate<Event> others = repeat -> !confirms(repeat);
            begin(handle, payloads, BROUGHT, repeats.stream().filter(others).toList(), deadline);
        }
    }

    private static void begin(
            Handle handle, PayloadTable payloads, String sql, List<Event> repeats, ToLongFunction<Event> deadline)
            throws SQLException {
        int[] begun = Rows.change(handle, sql, repeats, (row, repeat) -> {
            row.number(1, repeat.receivedAt().toEpochMilli());
            row.number(2, deadline.applyAsLong(repeat));
            row.text(3, repeat.proof().word());
            row.text(4, repeat.via().word());
            row.text(5, repeat.sender());
            row.text(6, repeat.key());
        });
        payloads.replace(
                handle,
                IntStream.range(0, begun.length)
                        .filter(i -> begun[i] > 0)
                        .mapToObj(repeats::get)
                        .toList());
    }

    private static boolean confirms(Event repeat) {
        return repeat.proof() == Proof.SIGNED && repeat.end() == JobStatus.COMPLETED;
    }
}
