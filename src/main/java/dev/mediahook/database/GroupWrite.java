package dev.mediahook.database;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A write that can be done for many at once. May run more than once for the same arguments, each time in a new
 * transaction, so it does nothing outside the database.
 *
 * @param <A> what is written
 * @param <R> what comes of it
 */
@FunctionalInterface
public interface GroupWrite<A, R> {

    /** Writes all arguments and answers for each, in their order. */
    List<R> write(Handle handle, List<A> arguments) throws SQLException;

    /**
     * Which of the arguments may be written now, in their order; the others come again soon. So no write has to wait for
     * what another program on the same database is just writing.
     */
    default List<Boolean> free(Handle handle, List<A> arguments) throws SQLException {
        return Collections.nCopies(arguments.size(), Boolean.TRUE);
    }
}
