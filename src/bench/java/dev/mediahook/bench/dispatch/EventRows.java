package dev.mediahook.bench.dispatch;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;

/** Writes the rows of a delivery: the inbox's own row and, if asked for, db-scheduler's row. */
final class EventRows implements AutoCloseable {
    private static final byte[] BODY = "x".repeat(400).getBytes(StandardCharsets.UTF_8);
    private static final String EVENT = """
            INSERT INTO mediahook_event (sender, dedup_key, type, job_id, via, received_at, state, due, deadline,
              attempts, duplicates, body) VALUES (?, ?, 'video.completed', ?, 'webhook', ?, 'accepted', ?, ?, 0, 0, ?)
            ON CONFLICT DO NOTHING""";
    private static final String TASK = """
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
            VALUES (?, ?, ?, 0, 1, ?)""";

    private final PreparedStatement event;
    private final PreparedStatement task;
    private final boolean withTask;

    EventRows(Connection connection, boolean withTask) throws SQLException {
        this.withTask = withTask;
        event = connection.prepareStatement(EVENT);
        task = connection.prepareStatement(withTask ? TASK : "SELECT 1");
    }

    /** Adds event number {@code n}. Its ids are as long and as random as a sender's. */
    void add(long n) throws SQLException {
        long now = System.currentTimeMillis();
        long deadline = now + 600_000 + n % 1000;
        event.setString(1, "bluma");
        event.setString(2, key(n));
        event.setString(3, "batch_" + Long.toHexString(scatter(n + 1)));
        event.setLong(4, now);
        event.setLong(5, now);
        event.setLong(6, deadline);
        event.setBytes(7, BODY);
        event.addBatch();
        if (withTask) {
            task.setString(1, "bluma");
            task.setString(2, key(n));
            task.setTimestamp(3, new Timestamp(now));
            task.setInt(4, priority(deadline));
            task.addBatch();
        }
    }

    void write() throws SQLException {
        event.executeBatch();
        if (withTask) {
            task.executeBatch();
        }
    }

    static String key(long n) {
        return "evt_" + Long.toHexString(scatter(n));
    }

    /**
     * The priority of a deadline: the earlier the deadline, the higher. It counts whole seconds, so that it fits an
     * int.
     */
    static int priority(long deadlineMillis) {
        return (int) -(deadlineMillis / 1000 - 1_750_000_000L);
    }

    private static long scatter(long n) {
        return n * 0x9E3779B97F4A7C15L;
    }

    @Override
    public void close() throws SQLException {
        event.close();
        task.close();
    }
}
