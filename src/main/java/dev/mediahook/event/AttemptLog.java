package dev.mediahook.event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records what one try at an event did, so that the API can show it later. Safe for use by several threads, since the
 * media of an event may be fetched in parallel.
 */
public final class AttemptLog {

    /** The exchange property that holds the log. */
    public static final String PROPERTY = "mediahook.attemptLog";

    /** How many transfers of one try are kept; if there are more, the last ones. */
    private static final int MOST = 50;

    private final Instant begun;
    private final Deque<Transfer> transfers = new ArrayDeque<>();

    /**
     * One request for a medium, or the reason why no request was made.
     *
     * @param medium the medium's index among the job's media
     * @param host the host that was asked; null if none was
     * @param outcome {@code fetched}, {@code busy}, or the word of the reason for the failure
     * @param answer what the host answered, in words
     * @param bytes how many bytes arrived
     */
    public record Transfer(
            int medium,
            Instant at,
            long tookMillis,
            @Nullable String host,
            String outcome,
            String answer,
            long bytes) {}

    public AttemptLog(Instant begun) {
        this.begun = begun;
    }

    public Instant begun() {
        return begun;
    }

    public synchronized void add(Transfer transfer) {
        if (transfers.size() == MOST) {
            transfers.removeFirst();
        }
        transfers.addLast(transfer);
    }

    /** The transfers, oldest first. */
    public synchronized List<Transfer> transfers() {
        return List.copyOf(transfers);
    }
}
