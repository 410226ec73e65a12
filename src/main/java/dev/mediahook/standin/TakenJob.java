package dev.mediahook.standin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A job that a stand-in has taken on, and the true end of that job. */
public final class TakenJob {

    private final StandInSender sender;
    private final String id;
    private final Payload end;
    private final List<URI> media;
    private final Instant takenAt;
    private final Duration takes;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile @Nullable Instant cancelledAt;

    TakenJob(StandInSender sender, String id, Payload end, List<URI> media, Instant takenAt, Duration takes) {
        this.sender = sender;
        this.id = id;
        this.end = end;
        this.media = List.copyOf(media);
        this.takenAt = takenAt;
        this.takes = takes;
    }

    public String sender() {
        return sender.name();
    }

    public String id() {
        return id;
    }

    /** The URLs of the job's media, in the order of the payload. */
    public List<URI> media() {
        return cancelledAt == null ? media : List.of();
    }

    /** The kinds of the job's media. */
    public List<MediaKind> kinds() {
        return cancelledAt == null ? end.media() : List.of();
    }

    /** The end that the job should have. */
    public Ends ends() {
        return cancelledAt == null ? end.ends() : Ends.CANCELLED;
    }

    Instant takenAt() {
        return takenAt;
    }

    Instant endsAt() {
        return takenAt.plus(takes);
    }

    /** What the sender says about the job at a time: its words for a running job in order, and then the end. */
    Payload at(Instant now) {
        if (cancelledAt != null) {
            return sender.statuses().stream()
                    .filter(payload -> payload.ends() == Ends.CANCELLED)
                    .findFirst()
                    .orElseThrow();
        }
        if (!now.isBefore(endsAt())) {
            return end;
        }
        List<Payload> running = sender.statuses().stream()
                .filter(payload -> payload.ends() == Ends.RUNNING)
                .toList();
        double part = (double) Duration.between(takenAt, now).toMillis() / Math.max(1, takes.toMillis());
        return running.get(Math.max(0, Math.min(running.size() - 1, (int) (part * running.size()))));
    }

    /** Cancels the job, unless it has ended; returns whether it is cancelled. */
    synchronized boolean cancel(Instant now) {
        if (cancelledAt == null && now.isBefore(endsAt())) {
            cancelledAt = now;
        }
        return cancelledAt != null;
    }

    /** How often the sender has been asked about the job, including this time. */
    int asked() {
        return questions.incrementAndGet();
    }

    Facts facts(String eventId) {
        return new Facts(id, eventId, media, endsAt());
    }
}
