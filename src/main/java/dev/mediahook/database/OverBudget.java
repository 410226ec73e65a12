package dev.mediahook.database;

/** A caller's write would have kept the writer from the others for too long. Nothing of it was written. */
public final class OverBudget extends StoreUnavailable {

    private static final long serialVersionUID = 1;

    OverBudget() {
        super("a write took too long and was not done: it has to be made in smaller steps");
    }
}
