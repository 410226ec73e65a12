package dev.mediahook.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a job may be, lowest first: a job's status is the highest that its events gave it, so the order of arrival never
 * matters and nothing goes backwards.
 */
public enum JobStatus {
    SUBMITTED,
    RUNNING,
    FAILED,
    CANCELLED,
    MODERATED,
    COMPLETED;

    public boolean terminal() {
        return compareTo(FAILED) >= 0;
    }

    /** The word that stands in answers, log lines, metrics and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(JobStatus::word).toList();
    }

    /** What stands in the database; a word that somebody else has written there counts as the lowest status. */
    public static JobStatus ofStored(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(SUBMITTED);
    }

    /**
     * @throws IllegalArgumentException if no status has this word
     */
    public static JobStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
