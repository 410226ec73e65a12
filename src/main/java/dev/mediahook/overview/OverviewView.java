package dev.mediahook.overview;

import dev.mediahook.delivery.EventId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole program at one glance.
 *
 * @param hour of the last 60 minutes
 * @param day of the last 24 hours
 * @param dying what has to be stored within the next ten minutes and is not, the earliest first
 * @param refusals what was refused, grouped by the likely cause, the newest group first
 */
public record OverviewView(
        Instant at,
        Counts hour,
        Counts day,
        Latency latency,
        InboxView inbox,
        List<Dying> dying,
        List<RefusalGroup> refusals) {

    /**
     * Counts by equal parts of a time, oldest first.
     *
     * @param from when the first part begins
     * @param seconds of one part
     */
    public record Counts(
            Instant from,
            int seconds,
            List<Integer> accepted,
            List<Integer> repeats,
            List<Integer> refused,
            List<Integer> dead,
            List<Integer> stored) {}

    /** From the arrival of a delivery to its answer, in the last hour; null if none came. */
    public record Latency(
            @Nullable Integer p50Millis, @Nullable Integer p99Millis) {}

    /**
     * What is not done; of each state, no more than 100,000 are counted.
     *
     * @param depth how many events are neither done nor dead
     * @param oldestSeconds the age of the oldest of them; 0 if there is none
     * @param dead how many events are dead
     */
    public record InboxView(int depth, int accepted, int waiting, int processing, long oldestSeconds, int dead) {}

    /** An event whose media die soon. */
    public record Dying(
            EventId eventId,
            String sender,
            @Nullable String jobId,
            Instant receivedAt,
            Instant deadline,
            int attempts,
            String state,
            @Nullable String reason) {}

    /**
     * Refused deliveries of one sender with one cause.
     *
     * @param detail the newest known setting that would have let one in; null if none is known
     * @param likely the cause in words
     * @param next what to do
     */
    public record RefusalGroup(
            String sender,
            String cause,
            int count,
            Instant first,
            Instant last,
            @Nullable String detail,
            String likely,
            String next) {}
}
