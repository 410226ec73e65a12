package dev.mediahook.event;

import java.util.Optional;
import java.util.Set;

/**
 * Which of a sender's words mean the same end of a job. Serves the key and the polling: where an event goes is decided
 * by the sender's route.
 *
 * @param moderatedErrors error codes that turn a failure into a moderation
 */
record StatusWords(
        Set<String> running,
        Set<String> completed,
        Set<String> failed,
        Set<String> moderated,
        Set<String> cancelled,
        Set<String> moderatedErrors) {

    /** What a word means, in a word of ours. */
    String outcome(String word, Optional<JobStatus> end) {
        return end.map(JobStatus::word).orElse(running.contains(word) ? JobStatus.RUNNING.word() : "unknown");
    }

    /** The terminal status that a word means, or nothing where it means none. */
    Optional<JobStatus> end(String word, SenderError error) {
        if (completed.contains(word)) {
            return Optional.of(JobStatus.COMPLETED);
        }
        if (cancelled.contains(word)) {
            return Optional.of(JobStatus.CANCELLED);
        }
        if (moderated.contains(word) || (failed.contains(word) && isModeration(error))) {
            return Optional.of(JobStatus.MODERATED);
        }
        return failed.contains(word) ? Optional.of(JobStatus.FAILED) : Optional.empty();
    }

    private boolean isModeration(SenderError error) {
        return error.code() != null && moderatedErrors.contains(error.code());
    }
}
