package dev.mediahook.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The statuses of a job, lowest first. A job has the highest status that any of its events reported. So the order of
 * arrival does not matter, and no status goes backwards.
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

    /** The word used in answers, log lines, metrics and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of all statuses. */
    public static List<String> words() {
        return Arrays.stream(values()).map(JobStatus::word).toList();
    }

    /**
     * The status of a word from the database. A word that another program has written there counts as the lowest
     * status.
     */
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
