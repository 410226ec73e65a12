package dev.mediahook.database;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A write that can be done for many at once. May run more than once for the same arguments, each time in a new
 * transaction, so it does nothing outside the database.
 *
 * @param <A> what is written
 * @param <R> what comes of it
 */
@FunctionalInterface
public interface GroupWrite<A, R> {

    /**
     * Writes all arguments.
     *
     * @return what came of each, in their order; null for one that another program is just writing: it was left out, and comes
     *     again soon, so that no write has to wait for that program
     */
    List<@Nullable R> write(Handle handle, List<A> arguments) throws SQLException;
}
