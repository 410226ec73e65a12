package dev.mediahook.database;

import dev.mediahook.log.Logged;

/**
 * Nothing was written, or the result is unknown: the caller has to try again. Has no cause, since a database's message
 * may repeat the values of the write. Logged where it is thrown.
 */
public class StoreUnavailable extends RuntimeException implements Logged {

    private static final long serialVersionUID = 1;

    public StoreUnavailable(String message) {
        super(message, null, false, false);
    }

    /** Describes the fault only by its class, its SQLState and the statement without arguments. */
    static StoreUnavailable of(String what, Throwable fault) {
        return fault instanceof StoreUnavailable unavailable
                ? unavailable
                : new StoreUnavailable(what + ": " + SqlFault.describe(fault));
    }

    /** The exception for a caller: its own exception unchanged, or a database fault without its message. */
    static RuntimeException told(String what, Throwable fault) {
        return fault instanceof RuntimeException own && SqlFault.behind(fault).isEmpty() ? own : of(what, fault);
    }
}
