package dev.mediahook.job;

import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.SenderError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Selects jobs; an empty list selects all.
 *
 * @param reasons the codes of their errors
 * @param from first seen at this time or later
 * @param to first seen before this time
 * @param jobId the beginning of the jobs' ids
 */
public record JobFilter(
        List<String> senders,
        List<JobStatus> statuses,
        List<String> reasons,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> jobId) {

    /** All jobs. */
    public static final JobFilter ALL =
            new JobFilter(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether an index on sender and status finds only jobs that the filter selects. */
    boolean byIndexAlone() {
        return reasons.isEmpty() && jobId.isEmpty();
    }

    boolean matches(Job job) {
        SenderError error = job.error();
        return (senders.isEmpty() || senders.contains(job.sender()))
                && (statuses.isEmpty() || statuses.contains(job.status()))
                && (reasons.isEmpty() || (error != null && reasons.contains(String.valueOf(error.code()))))
                && (jobId.isEmpty() || job.jobId().startsWith(jobId.get()));
    }

    List<String> words() {
        return statuses.stream().map(JobStatus::word).toList();
    }

    /** The lowest number that the filter selects, inclusive. */
    long lowest() {
        return from.map(Instant::toEpochMilli).map(EventIds::first).orElse(0L);
    }

    /** The upper bound of the numbers that the filter selects, exclusive. */
    long before(long cursor) {
        return Math.min(
                cursor, to.map(Instant::toEpochMilli).map(EventIds::first).orElse(Long.MAX_VALUE));
    }
}
