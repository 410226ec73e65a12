package dev.mediahook.console;

/** The rights of a signed-in user. */
public enum Session {
    /** Not signed in, or the session has expired. */
    NONE,
    /** Signed in with the read-only token. */
    LOOKS,
    /** Signed in with the token for all calls. */
    STEERS
}
