package dev.mediahook.database;

import java.time.Duration;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * How long one caller may keep the writer from the others. Checked before each of the caller's statements, and by
 * SQLite during a statement; PostgreSQL uses it for its statement timeout. A few statements are always allowed, however
 * slow the machine is. Used by the writer's thread only.
 */
final class Budget implements SqlLogger {

    /** How many statements, or checks during a long statement, every caller gets. */
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
     * Starts measuring the time for one caller or many.
     *
     * @param ofOneCaller whether the budget applies
     */
    void begin(boolean ofOneCaller) {
        counts = ofOneCaller;
        looks = 0;
        begun = System.nanoTime();
    }

    /** Ends the measurement, so that a commit is never interrupted. */
    void end() {
        counts = false;
    }

    /** Whether the current work has to be interrupted. */
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
