package dev.mediahook.inbox;

import dev.mediahook.database.Arguments;
import dev.mediahook.database.GroupWrite;
import dev.mediahook.database.Rows;
import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes the outcomes of events. Returns for each event whether the caller still held its lease. */
final class OutcomeWrite implements GroupWrite<OutcomeWrite.Finished, Boolean> {

    /** Cuts the noted tries from the beginning, so that they never exceed the length of three lines. */
    private static final String FINISH = "UPDATE mediahook_event SET state = ?, reason = ?, due = ?, lease = NULL,"
            + " type = COALESCE(?, type), job_id = COALESCE(?, job_id), tries = CASE WHEN length(tries) > "
            + 2 * AttemptLines.LONGEST + " THEN substr(tries, length(tries) - " + AttemptLines.LONGEST
            + ") ELSE COALESCE(tries, '') END || ? WHERE id = ? AND state = 'processing' AND lease = ?";

    /**
     * @param event what its body says, if it could be read
     * @param attempt what is noted of the try
     */
    record Finished(
            Leased leased,
            Outcome outcome,
            @Nullable Event event,
            @Nullable Attempt attempt) {}

    @Override
    public List<Boolean> write(Handle handle, List<Finished> all) throws SQLException {
        List<Boolean> results = new ArrayList<>(all.size());
        for (int updated : Rows.change(handle, FINISH, all, OutcomeWrite::bind)) {
            results.add(updated > 0);
        }
        return results;
    }

    private static void bind(Arguments row, Finished finished) throws SQLException {
        String state;
        Reason reason;
        long due = 0;
        if (finished.outcome() instanceof Outcome.Again again) {
            state = "waiting";
            reason = again.reason();
            due = again.due().toEpochMilli();
        } else if (finished.outcome() instanceof Outcome.Dead dead) {
            state = "dead";
            reason = dead.reason();
        } else {
            state = "done";
            reason = ((Outcome.Done) finished.outcome()).reason();
        }
        Event event = finished.event();
        row.text(1, state);
        row.text(2, reason == null ? null : reason.word());
        row.number(3, due);
        row.text(4, event == null ? null : event.status());
        row.text(5, event == null ? null : event.jobId());
        Attempt attempt = finished.attempt();
        row.text(6, attempt == null ? "" : AttemptLines.line(attempt));
        row.number(7, finished.leased().delivery().id().value());
        row.text(8, finished.leased().lease());
    }
}
