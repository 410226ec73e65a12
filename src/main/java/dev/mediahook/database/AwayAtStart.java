package dev.mediahook.database;

import dev.mediahook.config.SettingsFault;
import dev.mediahook.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/** Waits for a database server that starts later than this program. */
final class AwayAtStart {

    private static final Logger LOG = EventLog.of(AwayAtStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES_BETWEEN_LINES = 10;

    private AwayAtStart() {}

    /**
     * Returns once the server answers.
     *
     * @throws SettingsFault if the server rejects the connection
     * @throws StoreUnavailable if this thread is interrupted
     */
    static void waitFor(Source source, Budget budget) {
        Optional<SqlFault> away = fault(source, budget);
        for (int tries = 0; away.isPresent(); tries++, away = fault(source, budget)) {
            if (tries % TRIES_BETWEEN_LINES == 0) {
                LOG.warn("{} does not answer yet, waiting for it error={}", source.named(), away.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailable("stopped while waiting for the database");
            }
        }
    }

    /**
     * Why the server does not answer now; empty if it answers.
     *
     * @throws SettingsFault if the server rejects the connection
     */
    static Optional<SqlFault> fault(Source source, Budget budget) {
        try {
            Connection connection = source.open(budget);
            connection.setAutoCommit(false);
            source.release(connection);
            return Optional.empty();
        } catch (SQLException failure) {
            SqlFault fault = SqlFault.behind(failure).orElseThrow();
            if (!fault.away()) {
                throw new SettingsFault(List.of(source.named() + " can't be used: " + fault + advice(fault)));
            }
            return Optional.of(fault);
        }
    }

    private static String advice(SqlFault fault) {
        return switch (fault.state() == null ? "" : fault.state()) {
            case "28P01", "28000" -> ": check mediahook.database.user and mediahook.database.password";
            case "3D000" -> ": make the database that the URL names";
            case "22P05" -> ": make the database with ENCODING 'UTF8'";
            default -> "";
        };
    }
}
