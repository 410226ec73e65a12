package dev.mediahook.inbox;

import dev.mediahook.database.Rows;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Gives a dead event new tries if a repeat proves what nobody confirmed at the time, or brings the body that was damaged. */
final class Revival {

    private static final String REVIVE =
            "UPDATE mediahook_event SET state = 'accepted', due = 0, attempts = 0, reason = NULL, since = ?";
    private static final String DEAD_OF = " WHERE sender = ? AND dedup_key = ? AND state = 'dead' AND reason IN (%s)";

    /** The sender's own API confirms it, and is asked again. */
    private static final String ANSWERED = REVIVE + DEAD_OF.formatted("'unknown_job', 'unconfirmed'") + " AND ";

    /** A signed delivery confirms it: from here on the signed body is worked on, and no longer the unsigned one. */
    private static final String SIGNED =
            REVIVE + ", deadline = ?, proof = ?" + DEAD_OF.formatted("'unknown_job', 'unconfirmed', 'payload_damaged'");

    /** Any other brings the body again. */
    private static final String BROUGHT = REVIVE + DEAD_OF.formatted("'payload_damaged'");

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
        List<Event> signed = repeats.stream().filter(Revival::confirms).toList();
        int[] revived = Rows.change(handle, SIGNED, signed, (row, repeat) -> {
            row.number(1, repeat.receivedAt().toEpochMilli());
            row.number(2, deadline.applyAsLong(repeat));
            row.text(3, repeat.proof().word());
            row.text(4, repeat.sender());
            row.text(5, repeat.key());
        });
        payloads.replace(handle, changed(signed, revived));
        if (payloads == PayloadTable.IN_ROW) {
            List<Event> others =
                    repeats.stream().filter(repeat -> !confirms(repeat)).toList();
            int[] mended = Rows.change(handle, BROUGHT, others, (row, repeat) -> {
                row.number(1, repeat.receivedAt().toEpochMilli());
                row.text(2, repeat.sender());
                row.text(3, repeat.key());
            });
            payloads.replace(handle, changed(others, mended));
        }
    }

    private static boolean confirms(Event repeat) {
        return repeat.proof() == Proof.SIGNED && repeat.end() == JobStatus.COMPLETED;
    }

    private static List<Event> changed(List<Event> repeats, int[] rows) {
        return IntStream.range(0, rows.length)
                .filter(i -> rows[i] > 0)
                .mapToObj(repeats::get)
                .toList();
    }
}
