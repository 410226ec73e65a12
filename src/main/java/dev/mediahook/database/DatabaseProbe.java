package dev.mediahook.database;

import java.util.Optional;

/**
 * Checks that the database can be read, and written by every writer. Its write changes no row, but takes the same locks
 * as one that does. A full queue is no fault.
 */
public final class DatabaseProbe {

    private static final String WRITE = "UPDATE mediahook_event SET due = due WHERE id = -1";

    private final Database database;
    private final GroupWrite<Boolean, Boolean> touch = (handle, all) -> {
        handle.execute(WRITE);
        return all;
    };

    public DatabaseProbe(Database database) {
        this.database = database;
    }

    /** What is wrong; empty if all is well. Blocks until the database answers. */
    public Optional<String> fault() {
        try {
            database.read(handle ->
                    handle.createQuery("SELECT 1").mapTo(Integer.class).one());
            var unused1 = database.accepting().insist(touch, true);
            var unused2 = database.writer().insist(touch, true);
            var unused3 = database.writer().write(handle -> handle.execute(WRITE));
            return Optional.empty();
        } catch (RuntimeException failure) {
            // Only the class: a database's message may repeat values of the write.
            return Optional.of("does not answer: " + failure.getClass().getSimpleName());
        }
    }
}
