package dev.mediahook.database;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A write that can serve many callers at once. It may run more than once for the same arguments, each time in a new
 * transaction. So it must not do anything outside the database.
 *
 * @param <A> the argument of one write
 * @param <R> the result of one write
 */
@FunctionalInterface
public interface GroupWrite<A, R> {

    /**
     * Writes all arguments.
     *
     * @return the results, in the order of the arguments. Null means that another program is just writing the same: the
     *     argument was left out and is retried soon, so that no write has to wait for that program
     */
    List<@Nullable R> write(Handle handle, List<A> arguments) throws SQLException;
}
