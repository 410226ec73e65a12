package dev.mediahook.console;

/** What somebody who signed in may do. */
public enum Session {
    /** Nobody signed in, or the session has ended. */
    NONE,
    /** Signed in with the token that looks. */
    LOOKS,
    /** Signed in with the token that steers. */
    STEERS
}
