package dev.mediahook.receive;

import dev.mediahook.log.EventLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;

/** Answers every delivery that was not kept: refused, put off, or failed on our side. */
public final class RefusalProcessor implements Processor {

    private static final Logger LOG = EventLog.of(RefusalProcessor.class);

    private final Refusals refusals;
    private final Class<? extends Exception> unavailable;

    /**
     * @param unavailable the exception that says that an event can't be kept for now
     */
    public RefusalProcessor(Refusals refusals, Class<? extends Exception> unavailable) {
        this.refusals = refusals;
        this.unavailable = unavailable;
    }

    @Override
    public void process(Exchange exchange) {
        answer(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /** Answers a delivery whose route threw an exception. */
    void answer(Exchange exchange, Exception failure) {
        // A transaction wraps what its steps throw.
        DeliveryRefused refused = ObjectHelper.getException(DeliveryRefused.class, failure);
        if (refused != null) {
            refuse(exchange, refused.refusal());
        } else if (ObjectHelper.getException(unavailable, failure) != null) {
            putOff(exchange);
        } else {
            fail(exchange, failure);
        }
    }

    private void refuse(Exchange exchange, Refusal refusal) {
        if (refusal.cause().status() == 503) {
            putOff(exchange);
            return;
        }
        refusals.add(refusal);
        answer(exchange, refusal.cause().status(), refusal.cause().error());
    }

    /** The sender tries again, since the answer does not say that the delivery is kept. */
    private static void putOff(Exchange exchange) {
        exchange.getMessage().setHeader("Retry-After", "2");
        answer(exchange, 503, "unavailable");
    }

    /** The fault is ours or a custom step's. Nothing was kept, so the sender has to try again. */
    private static void fail(Exchange exchange, Exception failure) {
        // Camel wraps the Error of a step, and says nothing of it.
        Throwable cause = failure instanceof CamelExecutionException ? failure.getCause() : failure;
        LOG.error("route={} a delivery failed error={}", exchange.getFromRouteId(), String.valueOf(cause));
        LOG.debug("a delivery failed", failure);
        answer(exchange, 500, "internal");
    }

    private static void answer(Exchange exchange, int status, String error) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage()
                .setBody(ByteBuffer.wrap(("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.US_ASCII)));
    }
}
