package dev.mediahook.delivery;

import java.util.Locale;

/** What shows that a sender sent a delivery. A verifying step sets it; steps that keep, fetch or complete check it. */
public enum Proof {
    /** Nothing: no step has verified the delivery, so anybody may have written it. */
    NONE,
    /**
     * The delivery came to the path whose last segment only the sender knows. Somebody else may have written its body.
     */
    TOKEN,
    /** The body is signed with the sender's secret. */
    SIGNED,
    /** The sender's own API answered our request with it. */
    ANSWERED;

    /** The word used in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The proof with this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Proof ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
