package dev.mediahook.overview;

import dev.mediahook.delivery.EventId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole program at a glance.
 *
 * @param hour the counts of the last 60 minutes
 * @param day the counts of the last 24 hours
 * @param dying events whose media have to be stored within the next ten minutes and are not stored yet, the earliest
 *     deadline first
 * @param refusals the refused deliveries, grouped by likely cause, the newest group first
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
     * Counts over equal parts of a period, oldest first.
     *
     * @param from when the first part begins
     * @param seconds the length of one part
     */
    public record Counts(
            Instant from,
            int seconds,
            List<Integer> accepted,
            List<Integer> repeats,
            List<Integer> refused,
            List<Integer> dead,
            List<Integer> stored) {}

    /** The time from the arrival of a delivery to its answer, in the last hour; null if no delivery came. */
    public record Latency(
            @Nullable Integer p50Millis, @Nullable Integer p99Millis) {}

    /**
     * Events that are not done, and dead events; no more than 100,000 of each state are counted.
     *
     * @param depth how many events are neither done nor dead
     * @param oldestSeconds the age of the oldest event that is neither done nor dead; 0 if there is none
     * @param dead how many events are dead
     */
    public record InboxView(int depth, int accepted, int waiting, int processing, long oldestSeconds, int dead) {}

    /** An event whose media expire soon. */
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
     * Refused deliveries of one sender that have one cause.
     *
     * @param detail how one of the deliveries would have been verified, or else the newest detail; null if there is none
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
