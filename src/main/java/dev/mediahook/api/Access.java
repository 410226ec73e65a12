package dev.mediahook.api;

/** What a caller may do. */
public enum Access {
    NONE,
    /** Read only. */
    LOOK,
    /** Read and change. */
    STEER
}
