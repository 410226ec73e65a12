package dev.mediahook.submit;

import dev.mediahook.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of senders. A row is written before the sender is called and gets the job's id with the job's record,
 * so that a caller who comes again gets the first answer, and a crash in between is seen at the next start.
 */
public final class Submissions {

    private final Database database;
    private final InstantSource clock;

    public Submissions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A submission whose outcome nobody knows: the program ended while the sender was being asked. */
    public record Unknown(String sender, Instant at) {}

    /**
     * Begins a submission; false where one with the caller's key was begun before.
     *
     * @return the key that the submission has from here on, or nothing where it was begun before
     */
    public Optional<String> begin(String sender, @Nullable String idempotencyKey) {
        String key = idempotencyKey == null ? "mediahook:" + UUID.randomUUID() : idempotencyKey;
        int begun = database.writer().write(handle -> handle.createUpdate("INSERT INTO mediahook_submission (sender,"
                        + " idem_key, created_at) VALUES (:sender, :key, :now) ON CONFLICT DO NOTHING")
                .bind("sender", sender)
                .bind("key", key)
                .bind("now", clock.millis())
                .execute());
        return begun > 0 ? Optional.of(key) : Optional.empty();
    }

    /** The job that an earlier submission with this key became; nothing while that is not known. */
    public Optional<String> jobId(String sender, String key) {
        return database.read(handle -> handle.createQuery(
                        "SELECT job_id FROM mediahook_submission WHERE sender = :sender AND idem_key = :key")
                .bind("sender", sender)
                .bind("key", key)
                .mapTo(String.class)
                .findFirst());
    }

    /** The sender has taken it on, in the transaction that records the job. */
    public static void taken(Handle handle, String sender, String key, String jobId) {
        handle.createUpdate(
                        "UPDATE mediahook_submission SET job_id = :jobId WHERE sender = :sender AND idem_key = :key")
                .bind("jobId", jobId)
                .bind("sender", sender)
                .bind("key", key)
                .execute();
    }

    /** The sender has refused it: the caller may come again with the same key. */
    public void refused(String sender, String key) {
        database.writer().write(handle -> handle.createUpdate(
                        "DELETE FROM mediahook_submission WHERE sender = :sender AND idem_key = :key")
                .bind("sender", sender)
                .bind("key", key)
                .execute());
    }

    /** Those that an earlier run left open, once; for the start. */
    public List<Unknown> forgetUnknown() {
        List<Unknown> unknown = database.read(
                handle -> handle.createQuery("SELECT sender, created_at FROM mediahook_submission WHERE job_id IS NULL")
                        .map((row, context) -> new Unknown(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
                        .list());
        if (!unknown.isEmpty()) {
            database.writer().write(handle -> handle.execute("DELETE FROM mediahook_submission WHERE job_id IS NULL"));
        }
        return unknown;
    }
}
