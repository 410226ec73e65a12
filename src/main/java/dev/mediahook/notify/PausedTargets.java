package dev.mediahook.notify;

import dev.mediahook.database.Database;
import java.time.InstantSource;

/** The targets that get nothing until somebody resumes them, even after a restart. */
public final class PausedTargets {

    private final Database database;
    private final InstantSource clock;

    public PausedTargets(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public boolean isPaused(String target) {
        return database.read(handle -> handle.createQuery("SELECT 1 FROM mediahook_paused_target WHERE name = :name")
                .bind("name", target)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** Stops sending to a target. */
    public void pause(String target) {
        int unused = database.writer().write(handle -> handle.createUpdate("INSERT INTO mediahook_paused_target"
                        + " (name, paused_at) VALUES (:name, :now) ON CONFLICT (name) DO NOTHING")
                .bind("name", target)
                .bind("now", clock.millis())
                .execute());
    }

    /** Starts sending to a target again. */
    public void resume(String target) {
        int unused = database.writer()
                .write(handle -> handle.createUpdate("DELETE FROM mediahook_paused_target WHERE name = :name")
                        .bind("name", target)
                        .execute());
    }
}
