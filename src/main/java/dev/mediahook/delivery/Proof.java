package dev.mediahook.delivery;

import java.util.Locale;

/** What shows that a delivery is its sender's. A step that verifies sets it; whoever keeps, fetches or completes asks for it. */
public enum Proof {
    /** Nothing: no step has verified the delivery, whatever it says is a stranger's word. */
    NONE,
    /** It came to the path whose last segment only the sender knows; its body may have been written by somebody else. */
    TOKEN,
    /** Its body is signed with the sender's secret. */
    SIGNED,
    /** The sender's own API gave it as an answer to us. */
    ANSWERED;

    /** The word that stands in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The proof with this word.
     *
     * @throws IllegalArgumentException if none has it
     */
    public static Proof ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
