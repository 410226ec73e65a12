package dev.mediahook.receive;

import dev.mediahook.delivery.Delivery;
import java.util.Optional;

/** Tells by a delivery's head alone that it will be refused, whatever its body may be. */
@FunctionalInterface
public interface HeadCheck {

    /**
     * Why it will be refused; empty if that depends on the body, or nothing speaks against it.
     *
     * @param bodiless a delivery whose body has not come yet and counts as empty
     */
    Optional<RefusalCause> refusalByHead(Delivery bodiless);
}
