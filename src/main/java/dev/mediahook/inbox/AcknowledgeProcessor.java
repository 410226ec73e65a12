package dev.mediahook.inbox;

import dev.mediahook.delivery.TraceParent;
import dev.mediahook.event.Event;
import dev.mediahook.log.EventLog;
import dev.mediahook.receive.ReceiveProcessor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.slf4j.Logger;

/**
 * The route's last step: answers 2xx to the sender. If the idempotent consumer uses another repository than the inbox,
 * this step keeps the event, so that no event is answered 2xx before it is on disk.
 */
public final class AcknowledgeProcessor implements Processor {

    static final String KEPT = "mediahook.kept";

    private static final Logger LOG = EventLog.of(AcknowledgeProcessor.class);
    private static final byte[] RECEIVED = "{\"status\":\"received\"}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ALREADY_PROCESSED =
            "{\"status\":\"already_processed\"}".getBytes(StandardCharsets.US_ASCII);

    private final EventKeeper keeper;
    private final KeptCounter counter;

    /** Told of each delivery that was answered 2xx. */
    @FunctionalInterface
    public interface KeptCounter {
        /**
         * @param headers the names of those that it came with, in lower case
         */
        void count(Event event, Kept kept, Set<String> headers);
    }

    public AcknowledgeProcessor(EventKeeper keeper, KeptCounter counter) {
        this.keeper = keeper;
        this.counter = counter;
    }

    /** The event with the trace of its message, so that the work on the event continues that trace. */
    static Event traced(Event event, Exchange exchange) {
        return event.tracedBy(TraceParent.ofHeader(exchange.getMessage().getHeader(TraceParent.HEADER)));
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        Kept kept = exchange.getProperty(KEPT, Kept.class);
        if (kept == null) {
            boolean repeat = exchange.getProperty(ExchangePropertyKey.DUPLICATE_MESSAGE, false, Boolean.class);
            kept = keeper.keep(traced(event, exchange)) == Kept.REPEAT || repeat ? Kept.REPEAT : Kept.NEW;
        }
        Set<?> headers = exchange.getProperty(ReceiveProcessor.HEADERS, Set.of(), Set.class);
        counter.count(event, kept, headers.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()));
        if (!event.readable() && kept == Kept.NEW) {
            LOG.warn("event={} sender={} kept dead reason=unreadable", event.id(), event.sender());
        } else if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "event={} sender={} job={} type={} {}",
                    event.id(),
                    event.sender(),
                    event.jobId(),
                    event.status(),
                    kept);
        }
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(ByteBuffer.wrap(kept == Kept.NEW ? RECEIVED : ALREADY_PROCESSED));
    }
}
