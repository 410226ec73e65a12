package dev.mediahook.database;

import org.jspecify.annotations.Nullable;

/** Nothing was written, or it is not known to be: the other side has to come again. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
