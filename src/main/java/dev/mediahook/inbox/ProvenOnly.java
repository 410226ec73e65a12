package dev.mediahook.inbox;

import dev.mediahook.delivery.Proof;
import dev.mediahook.event.Event;
import dev.mediahook.log.EventLog;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The rule of every way into the inbox: an event that no step has verified is not kept. */
final class ProvenOnly {

    private static final Logger LOG = EventLog.of(ProvenOnly.class);

    private ProvenOnly() {}

    /**
     * Lets a verified event pass.
     *
     * @throws DeliveryRefused if nothing shows that its sender said it: the route lacks a step that verifies
     */
    static void check(Event event) {
        if (event.proof() == Proof.NONE) {
            LOG.error(
                    "event={} sender={} not kept: no step of the route has verified the delivery; put the verifying bean"
                            + " before the mapping",
                    event.id(),
                    event.sender());
            throw refused(event, RefusalCause.UNVERIFIED, null);
        }
    }

    static DeliveryRefused refused(Event event, RefusalCause cause, @Nullable String detail) {
        return new DeliveryRefused(new Refusal(
                event.receivedAt(),
                event.sender(),
                cause,
                event.body().size(),
                event.body().sha256(),
                detail));
    }
}
