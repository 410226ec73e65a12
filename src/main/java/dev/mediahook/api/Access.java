package dev.mediahook.api;

/** What a caller may do. */
public enum Access {
    NONE,
    /** Ask, and change nothing. */
    LOOK,
    /** Ask and change. */
    STEER
}
