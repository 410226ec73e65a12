package dev.mediahook.inbox;

import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.event.Event;
import dev.mediahook.log.EventLog;
import dev.mediahook.log.LogSample;
import dev.mediahook.receive.RefusalCause;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;

/**
 * Keeps events at a broker: sends each to an endpoint that returns when the broker has the event. The programs that
 * work on events take them from the broker into the inbox, which detects repeats.
 */
public final class RelayEndpoint implements EventKeeper {

    /** What one event and all others of its job have in common, so that a broker keeps their order. */
    static final String GROUP = "mediahook-group";

    /** What Kafka throws. Its class is on the class path only if Kafka is used. */
    private static final String TOO_LARGE = "RecordTooLargeException";

    private static final Logger LOG = EventLog.of(RelayEndpoint.class);

    private final ProducerTemplate producer;
    private final String endpoint;
    private final LogSample failures;

    /**
     * @param endpoint the URI of an endpoint that fails if the broker did not take what it was given
     * @param failures limits the log lines: while the broker is away, every delivery fails
     */
    public RelayEndpoint(ProducerTemplate producer, String endpoint, LogSample failures) {
        this.producer = producer;
        this.endpoint = endpoint;
        this.failures = failures;
    }

    /** Always says that the event is new: only the program that takes it from the broker knows whether it is a repeat. */
    @Override
    public Kept keep(Event event) {
        ProvenOnly.check(event);
        Exchange handed = producer.send(endpoint, exchange -> {
            exchange.getMessage().setHeader(GROUP, event.sender() + ":" + group(event));
            exchange.getMessage().setBody(EventEnvelope.write(event));
        });
        if (handed.getException() != null) {
            String cause = handed.getException().getClass().getSimpleName();
            if (cause.equals(TOO_LARGE)) {
                throw ProvenOnly.refused(
                        event,
                        RefusalCause.TOO_LARGE,
                        "the broker takes no message of this size: raise max.message.bytes of its topic");
            }
            failures.warn(
                    LOG, "event={} sender={} not taken by the broker error={}", event.id(), event.sender(), cause);
            throw new StoreUnavailable("the broker did not take event=" + event.id() + ": " + cause);
        }
        return Kept.NEW;
    }

    private static String group(Event event) {
        String job = event.jobId();
        return job == null ? event.key() : job;
    }
}
