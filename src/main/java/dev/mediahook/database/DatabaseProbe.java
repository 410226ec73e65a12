package dev.mediahook.database;

import java.util.Optional;

/**
 * Whether the database can be read and written, by everybody who writes: a write that changes no row takes the locks of
 * one that does.
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

    /** What is wrong; empty if all is well. Takes as long as the database does. */
    public Optional<String> fault() {
        try {
            database.read(handle ->
                    handle.createQuery("SELECT 1").mapTo(Integer.class).one());
            var unused1 = database.accepting().offer(touch, true);
            var unused2 = database.writer().offer(touch, true);
            var unused3 = database.writer().write(handle -> handle.execute(WRITE));
            return Optional.empty();
        } catch (RuntimeException failure) {
            // The class alone: a database's text may repeat what was to be written.
            return Optional.of("does not answer: " + failure.getClass().getSimpleName());
        }
    }
}
