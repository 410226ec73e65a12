package dev.mediahook.database;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Work that one node does for all nodes on a database. The node that holds a duty does the work; if it has not renewed
 * the duty for a while, another node takes over. On SQLite the only program has all duties.
 */
public final class Duties {

    static final Duration LEASE = Duration.ofSeconds(30);
    private static final String TAKE =
            "INSERT INTO mediahook_duty (purpose, node, until) VALUES (:purpose, :node, :until)"
                    + " ON CONFLICT (purpose) DO UPDATE SET node = excluded.node, until = excluded.until"
                    + " WHERE mediahook_duty.node = excluded.node OR mediahook_duty.until <= :now";

    private final Database database;
    private final InstantSource clock;
    private final String node;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** The database's answer for a duty, valid until {@code untilMillis}; this node does not ask again before. */
    private record Answer(boolean mine, long untilMillis) {}

    /**
     * @param node a name that no other running program has
     */
    public Duties(Database database, InstantSource clock, String node) {
        this.database = database;
        this.clock = clock;
        this.node = node;
    }

    /** Runs the work if this node holds the duty. If the database is unavailable, no node does. */
    public void ifMine(String purpose, Runnable work) {
        if (mine(purpose)) {
            work.run();
        }
    }

    /** Whether this node holds a duty now. Queries the database only now and then. */
    public boolean mine(String purpose) {
        if (database.dialect() == Dialect.SQLITE) {
            return true;
        }
        long now = clock.millis();
        return answers.compute(
                        purpose, (name, known) -> known != null && now < known.untilMillis() ? known : ask(name, now))
                .mine();
    }

    /** Gives up all duties when this program ends. */
    public void leave() {
        if (database.dialect() == Dialect.SQLITE || answers.isEmpty()) {
            return;
        }
        try {
            int unused = database.writer()
                    .write(handle -> handle.createUpdate("UPDATE mediahook_duty SET until = 0 WHERE node = :node")
                            .bind("node", node)
                            .execute());
        } catch (StoreUnavailable away) {
            // The duties expire by themselves.
            answers.clear();
        }
    }

    private Answer ask(String purpose, long now) {
        try {
            int taken = database.writer().write(handle -> handle.createUpdate(TAKE)
                    .bind("purpose", purpose)
                    .bind("node", node)
                    .bind("until", now + LEASE.toMillis())
                    .bind("now", now)
                    .execute());
            return new Answer(taken > 0, now + LEASE.dividedBy(3).toMillis());
        } catch (StoreUnavailable away) {
            return new Answer(false, now + LEASE.dividedBy(10).toMillis());
        }
    }
}
