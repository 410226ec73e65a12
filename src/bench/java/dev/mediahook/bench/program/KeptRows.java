package dev.mediahook.bench.program;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes events with bodies of 400 bytes, jobs and media of five senders. They are as the program would leave them, but
 * made in one go.
 */
enum KeptRows {
    SQLITE(
            "(WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < %d) SELECT n FROM many)",
            "randomblob(400)", "PRAGMA wal_checkpoint(TRUNCATE)"),
    POSTGRESQL("(SELECT n FROM generate_series(1::bigint, %d) AS n)", "NULL", "VACUUM ANALYZE");

    /** The ids of a time are its milliseconds times this. */
    private static final long IDS = 2_097_152;

    private static final long DAY = 86_400_000;

    /** Whether PostgreSQL still has the payloads; without them, as after their retention, events take half the disk. */
    private static final boolean PAYLOADS =
            Boolean.parseBoolean(System.getProperty("mediahook.bench.payloads", "true"));

    private final String numbers;
    private final String body;
    private final String afterwards;

    KeptRows(String numbers, String body, String afterwards) {
        this.numbers = numbers;
        this.body = body;
        this.afterwards = afterwards;
    }

    /**
     * Makes this many events. A tenth waits for a retry in an hour, and a tenth is accepted from a sender that has no
     * route any more, so that the program processes none of them. A twentieth is dead, and the rest is done.
     */
    void fill(Connection connection, int count) throws SQLException {
        String many = " FROM " + numbers.formatted(count) + " AS numbers";
        String sender =
                "CASE n % 5 WHEN 0 THEN 'former' WHEN 1 THEN 'bfl' WHEN 2 THEN 'luma' WHEN 3 THEN 'fal' ELSE 'bluma' END";
        long now = System.currentTimeMillis();
        String at = "(" + (now - DAY) + " + n * 80000000 / " + count + ")";
        String id = "(" + at + " * " + IDS + " + n)";
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            List<String> indexes = this == POSTGRESQL ? dropIndexes(connection, statement) : List.of();
            statement.execute(
                    "INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via, received_at, state,"
                            + " since, deadline, due, body) SELECT " + id + ", " + sender
                            + ", 'k' || n, 'Ready', 'old-' || n, 'webhook', " + at
                            + ", CASE n % 20 WHEN 0 THEN 'accepted' WHEN 5 THEN 'accepted' WHEN 4 THEN 'waiting'"
                            + " WHEN 14 THEN 'waiting' WHEN 10 THEN 'dead' ELSE 'done' END, 0, "
                            + (now + 7_000_000L) + ", " + (now + 3_600_000L) + ", " + body + many);
            statement.execute("INSERT INTO mediahook_job (seq, sender, job_id, status, status_event, submitted_at,"
                    + " completed_at) SELECT " + id + ", " + sender + ", 'old-' || n, CASE n % 9 WHEN 0 THEN 'failed'"
                    + " ELSE 'completed' END, " + id + ", " + at + " - 60000, " + at + many);
            statement.execute("INSERT INTO mediahook_medium (sender, job_id, idx, source_url, location) SELECT "
                    + sender + ", 'old-' || n, 0, 'https://media.example/' || n, 'file:old'" + many);
            if (this == POSTGRESQL && PAYLOADS) {
                payloads(statement, id, now, many);
            }
            for (String index : indexes) {
                statement.execute(index);
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute(afterwards);
        }
    }

    /** Indexes are made faster once the rows are there. Returns the statements that make them again. */
    private static List<String> dropIndexes(Connection connection, Statement statement) throws SQLException {
        Map<String, String> made = new LinkedHashMap<>();
        try (Statement query = connection.createStatement();
                ResultSet index = query.executeQuery("SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN"
                        + " ('mediahook_event', 'mediahook_job', 'mediahook_medium')"
                        + " AND indexname NOT IN (SELECT conname FROM pg_constraint)")) {
            while (index.next()) {
                made.put(index.getString(1), index.getString(2));
            }
        }
        for (String name : made.keySet()) {
            statement.execute("DROP INDEX " + name);
        }
        return List.copyOf(made.values());
    }

    /** PostgreSQL keeps payloads apart from their events, in a partition for each day. The program has made today's. */
    private static void payloads(Statement statement, String id, long now, String many) throws SQLException {
        long today = now - now % DAY;
        statement.execute("CREATE TABLE mediahook_payload_"
                + LocalDate.ofEpochDay(today / DAY - 1).format(DateTimeFormatter.BASIC_ISO_DATE)
                + " PARTITION OF mediahook_payload FOR VALUES FROM (" + (today - DAY) * IDS + ") TO (" + today * IDS
                + ")");
        statement.execute("INSERT INTO mediahook_payload (event_id, body) SELECT " + id
                + ", decode(repeat(md5(n::text), 25), 'hex')" + many);
    }
}
