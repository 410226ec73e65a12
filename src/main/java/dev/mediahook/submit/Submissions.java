package dev.mediahook.submit;

import dev.mediahook.database.Database;
import dev.mediahook.database.Rows;
import dev.mediahook.log.EventLog;
import dev.mediahook.verify.DerivedSecret;
import dev.mediahook.verify.SubmittedJobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The jobs that were requested from senders. A row is written before the sender is called, and gets the job's ID
 * together with the job's record. So a repeated request gets the first answer, a webhook that arrives before the answer
 * is recognised, and a crash in between is noticed at the next start.
 */
public final class Submissions implements SubmittedJobs {

    private static final Logger LOG = EventLog.of(Submissions.class);
    private static final int MOST_OPEN = 64;

    private final Database database;
    private final InstantSource clock;
    private final DerivedSecret secrets;
    private final Function<String, List<String>> accountSecrets;
    private final BiConsumer<String, String> hasten;

    /**
     * @param accountSecrets the secrets with which a sender signs for its whole account
     * @param hasten has a sender asked after a job of its now, if that job is watched
     */
    public Submissions(
            Database database,
            InstantSource clock,
            DerivedSecret secrets,
            Function<String, List<String>> accountSecrets,
            BiConsumer<String, String> hasten) {
        this.hasten = hasten;
        this.accountSecrets = accountSecrets;
        this.database = database;
        this.clock = clock;
        this.secrets = secrets;
    }

    /**
     * A submission that was begun.
     *
     * @param id what its secret is derived from
     * @param key the caller's Idempotency-Key, or one of our own
     */
    public record Begun(String id, String key) {}

    /**
     * A submission with an unknown outcome: the program or the connection ended while the sender was asked.
     *
     * @param at when the sender was asked
     */
    public record Unknown(String id, String sender, Instant at) {}

    /**
     * The result of an earlier submission with the same key.
     *
     * @param jobId null while the job is not known
     * @param same whether it asked for the same, as far as is known
     */
    public record Earlier(@Nullable String jobId, boolean same) {}

    /**
     * Begins a submission; empty if one with the caller's key was begun before.
     *
     * @param request a hash of what is asked for; empty if the caller gave no key, since nobody looks at it then
     */
    public Optional<Begun> begin(String sender, @Nullable String idempotencyKey, String request) {
        String id = UUID.randomUUID().toString();
        String key = idempotencyKey == null ? "mediahook:" + id : idempotencyKey;
        int begun = database.writer().write(handle -> handle.createUpdate("INSERT INTO mediahook_submission (sender,"
                        + " idem_key, id, created_at, request) VALUES (:sender, :key, :id, :now, :request)"
                        + " ON CONFLICT (sender, idem_key) DO NOTHING")
                .bind("sender", sender)
                .bind("key", key)
                .bind("id", id)
                .bind("now", clock.millis())
                .bind("request", request)
                .execute());
        return begun > 0 ? Optional.of(new Begun(id, key)) : Optional.empty();
    }

    /** The submission that was begun with a key before. */
    public Optional<Earlier> earlier(String sender, String key, String request) {
        return database.read(handle -> handle.createQuery("SELECT job_id, COALESCE(request, :request) = :request"
                        + " FROM mediahook_submission WHERE sender = :sender AND idem_key = :key")
                .bind("sender", sender)
                .bind("key", key)
                .bind("request", request)
                .map((row, context) -> new Earlier(row.getString(1), row.getBoolean(2)))
                .findFirst());
    }

    /**
     * Records that the sender has taken on the job, in the transaction that records the job.
     *
     * @param statusUrl where the sender wants to be asked about the job, or null
     */
    public static void taken(Handle handle, String sender, String id, String jobId, @Nullable String statusUrl) {
        handle.createUpdate("UPDATE mediahook_submission SET job_id = :jobId, status_url = :statusUrl"
                        + " WHERE sender = :sender AND id = :id")
                .bind("jobId", jobId)
                .bind("statusUrl", statusUrl)
                .bind("sender", sender)
                .bind("id", id)
                .execute();
    }

    /** Where the sender said that it wants to be asked after a job, or nothing. */
    Optional<String> statusUrl(String sender, String jobId) {
        return database.read(handle -> handle.createQuery("SELECT status_url FROM mediahook_submission"
                        + " WHERE sender = :sender AND job_id = :jobId AND status_url IS NOT NULL")
                .bind("sender", sender)
                .bind("jobId", jobId)
                .mapTo(String.class)
                .findFirst());
    }

    /** Forgets a submission that the sender refused, so that the caller may try again with the same key. */
    public void refused(String sender, String key) {
        database.writer().write(handle -> handle.createUpdate("DELETE FROM mediahook_submission WHERE sender = :sender"
                        + " AND idem_key = :key AND job_id IS NULL")
                .bind("sender", sender)
                .bind("key", key)
                .execute());
    }

    /** The submissions begun before a time that have no job and were not reported yet. */
    List<Unknown> untold(Instant before) {
        return database.read(handle -> handle.createQuery("SELECT id, sender, created_at FROM mediahook_submission"
                        + " WHERE job_id IS NULL AND told = 0 AND id IS NOT NULL AND created_at < :before"
                        + " ORDER BY created_at LIMIT 1000")
                .bind("before", before.toEpochMilli())
                .map((row, context) ->
                        new Unknown(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))))
                .list());
    }

    /** Marks a submission as reported. The row stays, since its job may still appear. */
    void told(Unknown unknown) {
        database.writer().write(handle -> handle.createUpdate("UPDATE mediahook_submission SET told = 1 WHERE id = :id")
                .bind("id", unknown.id())
                .execute());
    }

    /** Deletes submissions too old for any delivery; returns how many, at most a thousand. */
    public int deleteOlderThan(Duration retention) {
        long cutoff = clock.instant().minus(retention).toEpochMilli();
        List<Map.Entry<String, String>> old = database.read(handle -> handle.createQuery(
                        "SELECT sender, idem_key FROM mediahook_submission WHERE created_at < :before"
                                + " ORDER BY created_at LIMIT 1000")
                .bind("before", cutoff)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .list());
        return database.writer().inSteps(old, (handle, step) -> IntStream.of(Rows.change(
                        handle,
                        "DELETE FROM mediahook_submission WHERE sender = ? AND idem_key = ? AND created_at < ?",
                        step,
                        (row, one) -> {
                            row.text(1, one.getKey());
                            row.text(2, one.getValue());
                            row.number(3, cutoff);
                        }))
                .sum());
    }

    @Override
    public List<String> secrets(String sender) {
        return accountSecrets.apply(sender);
    }

    @Override
    public List<JobSecret> secrets(String sender, String jobId) {
        return database.read(handle -> handle
                .createQuery("SELECT id FROM (SELECT id, created_at FROM"
                        + " mediahook_submission WHERE sender = :sender AND job_id = :jobId UNION ALL SELECT id,"
                        + " created_at FROM mediahook_submission WHERE sender = :sender AND job_id IS NULL) AS own"
                        + " WHERE id IS NOT NULL ORDER BY created_at DESC LIMIT " + MOST_OPEN)
                .bind("sender", sender)
                .bind("jobId", jobId)
                .mapTo(String.class)
                .list()
                .stream()
                .flatMap(id -> secrets.all(sender, id).stream().map(secret -> new JobSecret(id, secret)))
                .toList());
    }

    @Override
    public void found(String sender, String submission, String jobId) {
        database.writer().write(handle -> handle.createUpdate("UPDATE mediahook_submission SET job_id = :jobId"
                        + " WHERE id = :id AND sender = :sender AND job_id IS NULL")
                .bind("jobId", jobId)
                .bind("id", submission)
                .bind("sender", sender)
                .execute());
    }

    /** The delivery stays refused, whether or not the job can be looked up. */
    @Override
    public void askAfter(String sender, String jobId) {
        try {
            hasten.accept(sender, jobId);
        } catch (RuntimeException away) {
            LOG.warn("sender={} a refused delivery's job can't be looked up error={}", sender, away);
        }
    }

    @Override
    public boolean known(String sender, String jobId) {
        return any(
                "SELECT 1 FROM mediahook_job WHERE sender = :sender AND job_id = :jobId UNION ALL SELECT 1 FROM"
                        + " mediahook_submission WHERE sender = :sender AND job_id = :jobId",
                sender,
                jobId);
    }

    @Override
    public boolean submitting(String sender) {
        return any(
                "SELECT 1 FROM mediahook_submission WHERE sender = :sender AND job_id IS NULL AND told = 0",
                sender,
                "");
    }

    private boolean any(String query, String sender, String jobId) {
        return database.read(handle -> handle.createQuery(query + " LIMIT 1")
                .bind("sender", sender)
                .bindMap(jobId.isEmpty() ? Map.of() : Map.of("jobId", jobId))
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }
}
