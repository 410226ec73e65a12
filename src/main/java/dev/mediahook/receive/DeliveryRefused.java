package dev.mediahook.receive;

/** A delivery is refused and not kept. Has no stack trace, since strangers can cause it as often as they like. */
public final class DeliveryRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public DeliveryRefused(Refusal refusal) {
        super("delivery refused: " + refusal.cause().word(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
