package dev.mediahook.program;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.event.Event;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.event.SenderError;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultExchange;

/** Shows how a sender's file reads one delivery. */
final class SampleCheck {

    private final CamelContext context;
    private final Findings findings;

    SampleCheck(CamelContext context, Findings findings) {
        this.context = context;
        this.findings = findings;
    }

    /**
     * Checks whether the delivery would be accepted.
     *
     * @param secrets the properties that hold the secrets of the delivery's sender
     * @param configured whether one of them is set
     */
    void proof(Processor verifying, Delivery delivery, List<String> secrets, boolean configured) {
        if (!configured) {
            findings.fault("proof", "can't be checked: set " + String.join(" or ", secrets));
            return;
        }
        DefaultExchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(delivery);
        try {
            verifying.process(exchange);
            findings.ok("proof", "verifies");
        } catch (DeliveryRefused refused) {
            refused(refused.refusal());
        } catch (Exception failure) {
            findings.fault("proof", PlaceChecks.words(failure));
        }
    }

    private void refused(Refusal refusal) {
        String detail = refusal.detail() == null ? "" : ": " + refusal.detail();
        if (refusal.cause() == RefusalCause.SIGNATURE_TOO_OLD) {
            findings.ok("proof", "verifies, but for its age" + detail);
        } else {
            findings.fault("proof", "does not verify: " + refusal.cause().word() + detail);
        }
    }

    /** Shows what the mapping reads. */
    void mapping(PayloadMappingProcessor mapping, Delivery delivery) {
        Event event = mapping.read(delivery);
        if (!event.readable()) {
            List<String> lacking = mapping.lacking(delivery);
            findings.fault(
                    "payload",
                    lacking.isEmpty() ? "can't be read: an id or the status is too long" : String.join("; ", lacking));
            return;
        }
        findings.tell("key", event.key());
        findings.tell("job", event.jobId() == null ? "none" : event.jobId());
        status(event);
        event.media()
                .forEach(medium ->
                        findings.tell(medium.extra() ? "extra" : "medium", medium.index() + " " + medium.url()));
        if (event.notes().thin()) {
            findings.tell("media", "not looked for: the mapping is thin, so that the sender's API is asked");
        } else if (event.flaw() != null) {
            findings.fault(
                    "media",
                    event.flaw().word() + ": a success that promises media and names none"
                            + " is not completed; look at media and withoutMedia of the mapping");
        } else if (event.media().isEmpty()) {
            findings.tell("media", "none");
        }
        SenderError error = event.error();
        findings.tell(
                "error",
                error == null
                        ? "none"
                        : String.join(" ", text(error.code()), text(error.message()))
                                .strip());
        if (event.deadline() != null) {
            findings.tell("deadline", "the media can be fetched until " + event.deadline());
        }
    }

    private void status(Event event) {
        if (event.meaning() == Meaning.UNKNOWN) {
            findings.fault(
                    "status",
                    "\"" + event.status() + "\" has no meaning: add it to completed, failed, moderated,"
                            + " cancelled, running, recorded or credits of the mapping");
        } else {
            findings.tell("status", "\"" + event.status() + "\" means " + event.outcome());
        }
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
