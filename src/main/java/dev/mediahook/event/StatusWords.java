package dev.mediahook.event;

import java.util.Set;

/**
 * Which of a sender's words mean the same end of a job. Serves the key only: where an event goes is decided by the
 * sender's route.
 *
 * @param moderatedErrors error codes that turn a failure into a moderation
 */
record StatusWords(
        Set<String> completed,
        Set<String> failed,
        Set<String> moderated,
        Set<String> cancelled,
        Set<String> moderatedErrors) {

    /** The normalised word of a terminal status; of any other, the word itself. */
    String normalised(String word, SenderError error) {
        if (completed.contains(word)) {
            return JobStatus.COMPLETED.word();
        }
        if (cancelled.contains(word)) {
            return JobStatus.CANCELLED.word();
        }
        if (moderated.contains(word) || (failed.contains(word) && isModeration(error))) {
            return JobStatus.MODERATED.word();
        }
        return failed.contains(word) ? JobStatus.FAILED.word() : word;
    }

    private boolean isModeration(SenderError error) {
        return error.code() != null && moderatedErrors.contains(error.code());
    }
}
