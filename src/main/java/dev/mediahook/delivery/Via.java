package dev.mediahook.delivery;

import java.util.Locale;

/** How we came to know of an event. */
public enum Via {
    WEBHOOK,
    POLL;

    /** The word that stands in answers and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands in the database; a word that somebody else has written there counts as the way that is trusted less. */
    public static Via ofStored(String word) {
        return POLL.word().equals(word) ? POLL : WEBHOOK;
    }
}
