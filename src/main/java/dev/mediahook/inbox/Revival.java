package dev.mediahook.inbox;

import dev.mediahook.database.Rows;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;

/** Gives a dead event new tries if a repeat proves what nobody confirmed at the time. */
final class Revival {

    private static final String REVIVE =
            "UPDATE mediahook_event SET state = 'accepted', due = 0, attempts = 0, reason = NULL, since = ?";
    private static final String UNPROVEN =
            " WHERE sender = ? AND dedup_key = ? AND state = 'dead' AND reason IN ('unknown_job', 'unconfirmed')";

    /** The sender's own API confirms it, and is asked again. */
    private static final String ANSWERED = REVIVE + UNPROVEN + " AND ";

    /** A signed delivery confirms it: from here on the signed body is worked on, and no longer the unsigned one. */
    private static final String SIGNED = REVIVE + ", deadline = ?, proof = ?" + UNPROVEN;

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
        List<Event> signed = repeats.stream()
                .filter(repeat -> repeat.proof() == Proof.SIGNED && repeat.end() == JobStatus.COMPLETED)
                .toList();
        int[] revived = Rows.change(handle, SIGNED, signed, (row, repeat) -> {
            row.number(1, repeat.receivedAt().toEpochMilli());
            row.number(2, deadline.applyAsLong(repeat));
            row.text(3, repeat.proof().word());
            row.text(4, repeat.sender());
            row.text(5, repeat.key());
        });
        List<Event> proven = new ArrayList<>();
        for (int i = 0; i < revived.length; i++) {
            if (revived[i] > 0) {
                proven.add(signed.get(i));
            }
        }
        payloads.replace(handle, proven);
    }
}
