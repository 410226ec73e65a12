package dev.mediahook.database;

/** One caller's write would have kept the writer from the others for too long; nothing of it was written. */
public final class OverBudget extends StoreUnavailable {

    private static final long serialVersionUID = 1;

    OverBudget() {
        super("a write took too long and was not done: it has to be made in smaller steps");
    }
}
