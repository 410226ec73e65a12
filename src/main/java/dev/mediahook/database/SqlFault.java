package dev.mediahook.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;

/**
 * A database fault without its exception's message. The message may repeat a row's values, that is secrets, signed URLs
 * and whole bodies.
 *
 * @param type the exception's class, without its package; shown if the database gives neither state nor code
 * @param state the SQLState; null if the database gives none, as SQLite does
 * @param code the database's own error code
 * @param statement with placeholders and no arguments; null if no statement was running
 */
record SqlFault(
        String type,
        @Nullable String state,
        int code,
        @Nullable String statement) {

    private static final int LONGEST_STATEMENT = 160;
    private static final int SQLITE_INTERRUPT = 9;

    /** SQLite's own code for it (SQLITE_READONLY_DBMOVED), which it does not give if it writes ahead. */
    static final int SQLITE_MOVED = 1032;

    /** PostgreSQL's query_canceled: the statement timed out. */
    private static final String CANCELED = "57014";

    /** PostgreSQL's lock_not_available: another transaction holds a row. */
    private static final String LOCKED = "55P03";

    /** PostgreSQL reports these while it starts or stops, or if it has no connection left or ends one. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P05", "53300");

    /** PostgreSQL's idle_in_transaction_session_timeout: we stood still for too long, and it ended the connection. */
    private static final String STOOD_STILL = "25P03";

    /** PostgreSQL's duplicate_prepared_statement and invalid_sql_statement_name: a pooler has switched the session. */
    private static final Set<String> SESSION_CHANGED = Set.of("42P05", "26000");

    /**
     * PostgreSQL's classes: read-only, user or password refused, no such database, insufficient resources, system error,
     * internal error.
     */
    private static final Pattern EVERYBODYS_STATES = Pattern.compile("25006|28|3D|53|58|XX");

    private static final Set<Integer> EVERYBODYS_CODES = Set.of(5, 6, 8, 10, 11, 13, 14, 26, SQLITE_MOVED);

    /** The fault behind an exception; empty if the database did not cause it. */
    static Optional<SqlFault> behind(Throwable thrown) {
        SQLException sql = last(thrown, SQLException.class);
        JdbiException jdbi = last(thrown, JdbiException.class);
        if (sql == null) {
            return Optional.ofNullable(jdbi)
                    .map(fault -> new SqlFault(fault.getClass().getSimpleName(), null, 0, statement(thrown)));
        }
        String type = sql instanceof StatementFailed failed
                ? failed.type()
                : sql.getClass().getSimpleName();
        return Optional.of(new SqlFault(type, sql.getSQLState(), sql.getErrorCode(), statement(thrown)));
    }

    /** Whether a database fault of this kind is behind an exception. */
    static boolean is(Throwable thrown, Predicate<SqlFault> kind) {
        return behind(thrown).filter(kind).isPresent();
    }

    /** For log lines and messages. For other faults it gives the class only. */
    static String describe(Throwable thrown) {
        return behind(thrown).map(SqlFault::toString).orElse(thrown.getClass().getSimpleName());
    }

    private static @Nullable String statement(Throwable thrown) {
        StatementFailed failed = last(thrown, StatementFailed.class);
        if (failed != null) {
            return failed.statement();
        }
        StatementException jdbi = last(thrown, StatementException.class);
        StatementContext context = jdbi == null ? null : jdbi.getStatementContext();
        return context == null ? null : context.getRawSql();
    }

    private static <T> @Nullable T last(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((before, next) -> next)
                .orElse(null);
    }

    /** Whether the server can't be reached, or is not ready. */
    boolean away() {
        return state != null && (state.startsWith("08") || AWAY.contains(state));
    }

    /** Whether the same transaction may succeed at once: the connection was lost, or another transaction won. */
    boolean retryable() {
        return away() || STOOD_STILL.equals(state) || (state != null && state.startsWith("40"));
    }

    /**
     * Whether every other write would fail too: the whole file is locked, the disk is full, the database is read-only.
     */
    boolean everybodys() {
        return state == null
                ? code != 0 && EVERYBODYS_CODES.contains(code)
                : EVERYBODYS_STATES.matcher(state).lookingAt();
    }

    /** Whether this is an outage: other calls would fail too. */
    boolean ofAll() {
        return everybodys() || away();
    }

    /** Whether the server takes no writes over this connection: a standby, or one whose default is read-only. */
    boolean readOnly() {
        return "25006".equals(state);
    }

    /** Whether another transaction has held a row for longer than we wait. */
    boolean locked() {
        return LOCKED.equals(state);
    }

    /** Whether the database itself interrupted the statement because it took too long. */
    boolean outOfTime() {
        return CANCELED.equals(state) || (state == null && code == SQLITE_INTERRUPT);
    }

    @Override
    public String toString() {
        String which =
                state != null ? "state=" + state + hint(state) : code == 0 ? type : "code=" + code + meaning(code);
        return which + (statement == null ? "" : " statement=\"" + shortened(statement) + "\"");
    }

    /** SQLite's result codes (sqlite.org/rescode.html), in words for the person on call. */
    private static String meaning(int code) {
        return switch (code) {
            case 5 -> " (busy)";
            case 6 -> " (locked)";
            case 8 -> " (read-only)";
            case SQLITE_INTERRUPT -> " (interrupted)";
            case 10 -> " (I/O error)";
            case 11 -> " (corrupt)";
            case 13 -> " (disk full)";
            case 14 -> " (can't open)";
            case 19 -> " (constraint)";
            case 26 -> " (not a database)";
            case SQLITE_MOVED -> " (mediahook.db was moved or deleted: put it back, or restart without it)";
            default -> "";
        };
    }

    /** PostgreSQL's states, in words for the person on call. */
    private String hint(String state) {
        if (SESSION_CHANGED.contains(state)) {
            return " (a pooler such as PgBouncer pools transactions here: have it pool sessions)";
        }
        if (readOnly()) {
            return " (read-only)";
        }
        if (state.startsWith("53")) {
            return " (disk, memory or connections used up)";
        }
        if (state.startsWith("28")) {
            return " (user or password refused)";
        }
        if (state.startsWith("3D")) {
            return " (no such database)";
        }
        return away() ? " (away)" : locked() ? " (locked)" : "";
    }

    private static String shortened(String statement) {
        return statement.length() <= LONGEST_STATEMENT ? statement : statement.substring(0, LONGEST_STATEMENT) + "…";
    }
}
