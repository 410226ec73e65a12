package dev.mediahook.host;

import java.util.ArrayList;
import java.util.List;

/** Fills the tables as long months of use would. */
final class FullTables {

    private FullTables() {}

    /**
     * Ended jobs of two senders with their events, media, notifications, costs and submissions. Also the backlog of a
     * sender that has no route now, and that of a target that is gone.
     */
    static List<String> of(int count) {
        String many = " FROM (WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < " + count
                + ") SELECT n FROM many) AS numbers";
        String sender = "CASE WHEN n % 3 = 0 THEN 'krea' ELSE 'bfl' END";
        List<String> sql = new ArrayList<>();
        sql.add("INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via, received_at, state, since,"
                + " deadline, due) SELECT n, " + sender + ", 'k' || n, 'Ready', 'j' || n, 'webhook', n, 'done', 0, 0, 0"
                + many);
        sql.add("INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via, received_at, state, since,"
                + " deadline, due) SELECT " + count
                + " + n, 'luma', 'k' || n, 'Ready', 'l' || n, 'webhook', n, CASE n % 3"
                + " WHEN 0 THEN 'accepted' WHEN 1 THEN 'waiting' ELSE 'dead' END, 0, 4102444800000, 4102444800000"
                + many);
        sql.add(
                "INSERT INTO mediahook_job (seq, sender, job_id, status, status_event, submitted_at, completed_at) SELECT"
                        + " n, " + sender + ", 'j' || n, 'completed', n, n, n" + many);
        sql.add("INSERT INTO mediahook_medium (sender, job_id, idx, source_url, location) SELECT " + sender
                + ", 'j' || n, 0, 'u', 'l'" + many);
        sql.add("INSERT INTO mediahook_notification (id, target, seq, event_id, sender, job_id, type, body, created_at,"
                + " state, since, due, sent_at) SELECT 'n' || n, 'log:told', n, n, " + sender
                + ", 'j' || n, 't', 'b', 4102444800000, 'sent', 0, 0, n" + many);
        sql.add("INSERT INTO mediahook_notification (id, target, seq, event_id, sender, job_id, type, body, created_at,"
                + " state, since, due) SELECT 'p' || n, 'log:gone', " + count + " + n, n, 'luma', 'l' || n, 't', 'b',"
                + " 4102444800000, 'pending', 0, 4102444800000" + many);
        sql.add("INSERT INTO mediahook_cost (sender, job_id, amount, unit, at) SELECT " + sender
                + ", 'j' || n, n, 'USD', n" + many);
        sql.add("INSERT INTO mediahook_submission (sender, idem_key, id, job_id, created_at) SELECT " + sender
                + ", 'k' || n, 'i' || n, 'j' || n, 4102444800000" + many);
        return sql;
    }

    /** PostgreSQL's payloads, half of them in the partition of their day. That day has undone events. */
    static List<String> payloads(int count) {
        return List.of(
                "CREATE TABLE mediahook_payload_19700101 PARTITION OF mediahook_payload FOR VALUES FROM (0) TO ("
                        + count + ")",
                "INSERT INTO mediahook_payload SELECT id, 'x' FROM mediahook_event",
                "INSERT INTO mediahook_duty (purpose, node, until) VALUES ('payloads in rows', '', " + 2 * count + ")");
    }
}
