package dev.mediahook.submit;

import dev.mediahook.database.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/** Keys that are kept in the database because nobody can provide them again, newest first. */
public final class Keys {

    private static final String SERVER = "server";
    private static final int BYTES = 32;

    private final Database database;
    private final InstantSource clock;

    public Keys(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The key from which all nodes derive secrets; created at the first start. */
    public List<String> server() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        keep(SERVER, SERVER, Base64.getEncoder().withoutPadding().encodeToString(random));
        return values(SERVER);
    }

    /**
     * Keeps a key, unless one with its id is there.
     *
     * @param name what it is for
     */
    public void keep(String id, String name, String value) {
        database.writer().write(handle -> handle.createUpdate("INSERT INTO mediahook_key (id, name, value, created_at)"
                        + " VALUES (:id, :name, :value, :now) ON CONFLICT (id) DO NOTHING")
                .bind("id", id)
                .bind("name", name)
                .bind("value", value)
                .bind("now", clock.millis())
                .execute());
    }

    /** Sets a key's end, unless it is set already. */
    public void endAfter(String id, Duration life) {
        database.writer().write(handle -> handle.createUpdate(
                        "UPDATE mediahook_key SET ended_at = :end WHERE id = :id AND ended_at IS NULL")
                .bind("end", clock.instant().plus(life).toEpochMilli())
                .bind("id", id)
                .execute());
    }

    /** Deletes a key, so that one with its ID can be kept again. */
    public void forget(String id) {
        database.writer().write(handle -> handle.createUpdate("DELETE FROM mediahook_key WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    /** The values with a name that are not over, newest first. */
    public List<String> values(String name) {
        return database.read(handle -> handle.createQuery("SELECT value FROM mediahook_key WHERE name = :name AND"
                        + " (ended_at IS NULL OR ended_at > :now) ORDER BY created_at DESC")
                .bind("name", name)
                .bind("now", clock.millis())
                .mapTo(String.class)
                .list());
    }

    /** The ids with a name whose end is not set. */
    public List<String> ids(String name) {
        return database.read(
                handle -> handle.createQuery("SELECT id FROM mediahook_key WHERE name = :name AND ended_at IS NULL")
                        .bind("name", name)
                        .mapTo(String.class)
                        .list());
    }
}
