package dev.mediahook.poll;

import dev.mediahook.job.Job;
import dev.mediahook.job.StatusListener;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Observes how the ends of submitted jobs became known. */
public final class EndedJobs implements StatusListener {

    /** Told of each submitted job that has ended. */
    @FunctionalInterface
    public interface Ended {

        /**
         * A job has ended.
         *
         * @param via webhook or poll; null if neither told of it
         * @param after the time from submitting it to what told of it
         */
        void ended(String sender, @Nullable String via, Duration after);
    }

    private record Told(String via, Instant at) {}

    private final Ended ended;

    public EndedJobs(Ended ended) {
        this.ended = ended;
    }

    @Override
    public void changed(Handle handle, long event, Job before, Job after, Instant now) {
        Instant submittedAt = after.submittedAt();
        if (submittedAt == null || before.status().terminal() || !after.status().terminal()) {
            return;
        }
        Told told = handle.createQuery("SELECT via, received_at FROM mediahook_event WHERE id = :event")
                .bind("event", event)
                .map((row, context) -> new Told(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
                .findFirst()
                .orElse(null);
        Duration wait = Duration.between(submittedAt, told == null ? now : told.at());
        ended.ended(after.sender(), told == null ? null : told.via(), wait.isNegative() ? Duration.ZERO : wait);
    }
}
