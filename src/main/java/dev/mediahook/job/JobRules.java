package dev.mediahook.job;

import dev.mediahook.event.JobStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Applies a fact to a job. The highest status wins; of two facts with the same status, the one of the later event wins.
 * So a job ends up the same in whatever order its facts arrive, and its status never goes backwards.
 *
 * <pre>
 *   submitted → running → failed → cancelled → moderated → completed
 * </pre>
 */
final class JobRules {

    private JobRules() {}

    static Job after(Job before, JobFact fact, Instant now) {
        int order = fact.status().compareTo(before.status());
        boolean takes = order > 0 || (order == 0 && fact.event() >= before.statusEvent());
        if (!takes) {
            return before;
        }
        return new Job(
                before.seq(),
                before.sender(),
                before.jobId(),
                fact.status(),
                fact.event(),
                fact.statusBySender() == null ? before.statusBySender() : fact.statusBySender(),
                before.submittedAt(),
                completedAt(before, fact.status(), now),
                fact.error());
    }

    private static @Nullable Instant completedAt(Job before, JobStatus status, Instant now) {
        return before.status() == status || !status.terminal() ? before.completedAt() : now;
    }
}
