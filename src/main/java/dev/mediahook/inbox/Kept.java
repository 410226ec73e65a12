package dev.mediahook.inbox;

/** What keeping an event found. */
public enum Kept {
    /** The event is on disk now. */
    NEW,
    /** The event was on disk already; the repeat is counted. */
    REPEAT
}
