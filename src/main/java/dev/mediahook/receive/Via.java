package dev.mediahook.receive;

import java.util.Locale;

/** How we came to know of an event. */
public enum Via {
    WEBHOOK,
    POLL;

    /** The word that stands in answers and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The way with this word.
     *
     * @throws IllegalArgumentException where none has it
     */
    public static Via ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
