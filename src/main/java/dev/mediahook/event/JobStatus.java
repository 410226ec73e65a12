package dev.mediahook.event;

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

    /**
     * @throws IllegalArgumentException where no status has this word
     */
    public static JobStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
