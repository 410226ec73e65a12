package dev.mediahook.delivery;

import java.util.Locale;

/** How an event reached us. */
public enum Via {
    WEBHOOK,
    POLL;

    /** The word used in answers and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of a word from the database. An unknown word counts as the less trusted way, a webhook. */
    public static Via ofStored(String word) {
        return POLL.word().equals(word) ? POLL : WEBHOOK;
    }
}
