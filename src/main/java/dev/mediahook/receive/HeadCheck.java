package dev.mediahook.receive;

import dev.mediahook.delivery.Delivery;
import java.util.Optional;

/** Decides by a delivery's head alone whether the delivery will be refused, whatever its body. */
@FunctionalInterface
public interface HeadCheck {

    /**
     * The cause of the refusal; empty if that depends on the body, or if there is no reason to refuse.
     *
     * @param bodiless a delivery whose body has not arrived yet and counts as empty
     */
    Optional<RefusalCause> refusalByHead(Delivery bodiless);
}
