package dev.mediahook.event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what one try at an event does, for whoever looks at the event later. Its media may be fetched at once. */
public final class AttemptLog {

    /** The exchange property that holds it. */
    public static final String PROPERTY = "mediahook.attemptLog";

    /** Of the transfers of one try; of more the last are kept. */
    private static final int MOST = 50;

    private final Instant begun;
    private final Deque<Transfer> transfers = new ArrayDeque<>();

    /**
     * One request for a medium, or what kept it from being made.
     *
     * @param medium its index among the job's media
     * @param host that was asked; null if none was
     * @param outcome {@code fetched}, {@code busy}, or the word of the reason why not
     * @param answer what was answered, in words
     * @param bytes how many arrived
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

    /** Oldest first. */
    public synchronized List<Transfer> transfers() {
        return List.copyOf(transfers);
    }
}
