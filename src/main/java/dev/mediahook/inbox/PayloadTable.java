package dev.mediahook.inbox;

import dev.mediahook.database.Dialect;
import dev.mediahook.database.Rows;
import dev.mediahook.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where the bodies and headers of events are kept. On SQLite they are in the events' own rows, since a second row costs
 * two fifths of the accept rate there. On PostgreSQL they are apart, since otherwise each change of an event would
 * write its body again. Payloads that an earlier version kept in the events' rows are still read there.
 */
enum PayloadTable {
    IN_ROW(
            "body IS NOT NULL",
            "body_sum",
            "SELECT sender, body, headers, body_sum FROM mediahook_event WHERE id = :id"),
    APART(
            // Not EXISTS: for that, a plan may read the whole table.
            "(body IS NOT NULL"
                    + " OR (SELECT TRUE FROM mediahook_payload AS apart WHERE apart.event_id = mediahook_event.id))",
            "NULL",
            "SELECT event.sender, COALESCE(apart.body, event.body) AS body, COALESCE(apart.headers, event.headers)"
                    + " AS headers, NULL AS body_sum FROM mediahook_event AS event LEFT JOIN mediahook_payload AS apart ON apart.event_id = :id"
                    + " WHERE event.id = :id");

    private final String kept;
    private final String sum;
    private final String one;

    PayloadTable(String kept, String sum, String one) {
        this.kept = kept;
        this.sum = sum;
        this.one = one;
    }

    static PayloadTable of(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL ? APART : IN_ROW;
    }

    /** A condition on mediahook_event: the body of the event is still kept. */
    String kept() {
        return kept;
    }

    /** A column of mediahook_event, or null: the {@link #sum(byte[])} of the body when it was kept. */
    String sum() {
        return sum;
    }

    /** Changes with every bit of a body, since SQLite does not notice if a disk has changed its file. */
    static long sum(byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(body);
        return sum.getValue();
    }

    /**
     * Whether a body is still what was kept.
     *
     * @param column the column of the row that has the sum; a body without a sum counts as intact
     */
    static boolean isIntact(ResultSet row, int column, byte @Nullable [] body) throws SQLException {
        long kept = row.getLong(column);
        return row.wasNull() || body == null || sum(body) == kept;
    }

    /** Selects sender, body, headers and the sum of the event :id. */
    String one() {
        return one;
    }

    /** The bodies that are kept apart from the events' rows, by the event's id. */
    Map<Long, byte[]> bodies(Handle handle, List<Long> ids) throws SQLException {
        Map<Long, byte[]> bodies = new HashMap<>();
        if (this == APART && !ids.isEmpty()) {
            var unused = Rows.answer(
                    handle,
                    "SELECT event_id, body FROM mediahook_payload WHERE event_id = ANY(?)",
                    ids,
                    (row, all) -> row.numbers(1, all),
                    row -> bodies.put(row.getLong(1), row.getBytes(2)));
        }
        return bodies;
    }

    /** Replaces the bodies of kept events with the bodies of these repeats. */
    void replace(Handle handle, List<Event> repeats) throws SQLException {
        String sql = this == APART
                ? "INSERT INTO mediahook_payload (event_id, body) SELECT id, ? FROM mediahook_event WHERE sender = ?"
                        + " AND dedup_key = ? ON CONFLICT (event_id) DO UPDATE SET body = excluded.body"
                : "UPDATE mediahook_event SET body = ?, body_sum = ? WHERE sender = ? AND dedup_key = ?";
        int[] unused = Rows.change(handle, sql, repeats, (row, repeat) -> {
            byte[] body = repeat.body().bytes();
            row.bytes(1, body);
            if (this == IN_ROW) {
                row.number(2, sum(body));
            }
            int next = this == IN_ROW ? 3 : 2;
            row.text(next, repeat.sender());
            row.text(next + 1, repeat.key());
        });
    }
}
