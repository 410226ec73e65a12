package dev.mediahook.standin;

import java.util.Locale;

/**
 * What a payload should make of its job. This is stated here a second time and not taken from the program under test.
 */
public enum Ends {
    COMPLETED,
    FAILED,
    MODERATED,
    CANCELLED,
    RUNNING,
    /** The payload changes no job. */
    NO_CHANGE;

    /** The job's status in the words of the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean terminal() {
        return this != RUNNING && this != NO_CHANGE;
    }
}
