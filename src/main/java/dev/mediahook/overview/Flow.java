package dev.mediahook.overview;

/** The kinds of things that are counted by the minute. */
public enum Flow {
    /** Deliveries and polls that were kept. */
    ACCEPTED,
    /** Deliveries that were known already. */
    REPEATS,
    /** Deliveries that were not kept. */
    REFUSED,
    /** Events that were given up. */
    DEAD,
    /** Media that were stored. */
    STORED
}
