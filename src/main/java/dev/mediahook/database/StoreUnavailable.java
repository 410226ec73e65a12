package dev.mediahook.database;

/**
 * Nothing was written, or it is not known to be: the other side has to come again. Has no cause: what a database says of
 * a fault may repeat what was to be written.
 */
public class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreUnavailable(String message) {
        super(message, null, false, false);
    }

    /** Says no more of the fault than its class, its SQLState and the statement without arguments. */
    static StoreUnavailable of(String what, Throwable fault) {
        return fault instanceof StoreUnavailable unavailable
                ? unavailable
                : new StoreUnavailable(what + ": " + SqlFault.describe(fault));
    }

    /** What a caller gets to know: its own exception as it is, a database's fault without its text. */
    static RuntimeException told(String what, Throwable fault) {
        return fault instanceof RuntimeException own && SqlFault.behind(fault).isEmpty() ? own : of(what, fault);
    }
}
