package dev.mediahook.database;

import java.time.Duration;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * How long one caller may keep the writer from the others. Looked at before each of the caller's statements, and by
 * SQLite during one; PostgreSQL gets it as the time-out of its statements. A little work is never refused, however slow
 * the machine is just now. The writer's thread alone knows it.
 */
final class Budget implements SqlLogger {

    /** How many statements, or looks during a long one, any caller gets. */
    private static final int NEVER_REFUSED = 32;

    private final Duration length;
    private boolean counts;
    private long begun;
    private int looks;

    Budget(Duration length) {
        this.length = length;
    }

    Duration length() {
        return length;
    }

    /**
     * Begins the time of what is done for one caller or many.
     *
     * @param ofOneCaller whether it can be too much
     */
    void begin(boolean ofOneCaller) {
        counts = ofOneCaller;
        looks = 0;
        begun = System.nanoTime();
    }

    /** Ends what one caller may be refused for: a commit is never broken off. */
    void end() {
        counts = false;
    }

    /** Whether what is under way has to be broken off. */
    boolean over() {
        looks++;
        return counts && looks > NEVER_REFUSED && System.nanoTime() - begun > length.toNanos();
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        if (over()) {
            throw new OverBudget();
        }
    }
}
