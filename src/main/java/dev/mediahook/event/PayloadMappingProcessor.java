package dev.mediahook.event;

import com.jayway.jsonpath.InvalidPathException;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.Redaction;
import dev.mediahook.delivery.Via;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.jspecify.annotations.NullUnmarked;

/**
 * The route's step that turns a {@link Delivery} into an {@link Event}. A route file configures it by setters. Each
 * location is a JSONPath, or several separated by blanks in order of preference.
 */
@NullUnmarked
public final class PayloadMappingProcessor extends MediaMapping implements Processor, Service, CamelContextAware {

    /** The exchange property that holds the {@link Event}, even if later steps replace the body. */
    public static final String EVENT = "mediahook.event";

    /** The exchange property with the number of this try at the event, 1 for the first. */
    public static final String ATTEMPT = "mediahook.attempt";

    /** The exchange property that says whether this is the event's first try ever: neither retried nor replayed. */
    public static final String FIRST_TRY = "mediahook.firstTry";

    private static final String LIMIT = "mediahook.webhook.max-body-bytes";

    private CamelContext camelContext;
    private String eventId = "";
    private String deliveryId = "";
    private String jobId = "";
    private String result = "";
    private EmbeddedJson embedded = EmbeddedJson.NOWHERE;
    private String errorCode = "";
    private String errorMessage = "";
    private Redaction redaction = Redaction.of("");
    private PayloadMappingProcessor polled;
    private PayloadMapping mapping;

    @Override
    public void start() {
        StatusReading reading = statusReading();
        if (reading.word().isNowhere() && reading.signs().isEmpty()) {
            throw new IllegalArgumentException("a PayloadMappingProcessor lacks status: no delivery could be read");
        }
        if (jobId.isBlank() && eventId.isBlank()) {
            throw new IllegalArgumentException("a PayloadMappingProcessor lacks jobId: no delivery could be read");
        }
        start(!result.isBlank());
    }

    private void start(boolean severalResults) {
        if (polled != null) {
            polled.start(severalResults);
        }
        boolean idInBody = deliveryId.startsWith("$");
        mapping = new PayloadMapping(
                embedded,
                new Places(
                        location("eventId", eventId),
                        location("jobId", jobId),
                        location("result", result),
                        location("errorCode", errorCode),
                        location("errorMessage", errorMessage),
                        idInBody ? "" : deliveryId,
                        location("deliveryId", idInBody ? deliveryId : "")),
                statusReading(),
                mediaReading(),
                severalResults,
                limit());
    }

    /** The largest size of a compressed body after decompression: the same limit as for an uncompressed body. */
    private int limit() {
        if (camelContext == null) {
            return Payload.USUAL_LIMIT;
        }
        SettingsReader reader = new SettingsReader(camelContext.getPropertiesComponent()::resolveProperty);
        int limit = (int) reader.size(LIMIT, Payload.USUAL_LIMIT);
        reader.throwFaults();
        return limit;
    }

    @Override
    public void stop() {}

    @Override
    public void process(Exchange exchange) throws Exception {
        Event event = read(exchange.getMessage().getMandatoryBody(Delivery.class));
        exchange.setProperty(EVENT, event);
        exchange.getMessage().setBody(event);
    }

    /** Reads a delivery outside a route. */
    public Event read(Delivery delivery) {
        return delivery.via() == Via.POLL && polled != null ? polled.mapping.read(delivery) : mapping.read(delivery);
    }

    /** Why a delivery is unreadable, one line per reason; empty if it is readable, or only too long. */
    public List<String> lacking(Delivery delivery) {
        return mapping.lacking(delivery);
    }

    /** Whether the mapping recognises successes, but says neither where their media are nor which have none. */
    public boolean lacksMedia() {
        return (tellsSuccesses() && !speaksOfMedia() && !(isThin() && polled != null))
                || (polled != null && polled.lacksMedia());
    }

    /** Where the sender's own id of an event is. Leave it out if the sender gives none. */
    public void setEventId(String eventId) {
        this.eventId = eventId;
    }

    /**
     * Where the sender's own id of a delivery is: a header, such as {@code webhook-id}, or JSONPaths. The id is kept
     * with the event but does not identify it: job and status do, so that a polled answer matches its webhook.
     */
    public void setDeliveryId(String deliveryId) {
        this.deliveryId = deliveryId;
    }

    /** Where the job's id is. */
    public void setJobId(String jobId) {
        this.jobId = jobId;
    }

    /**
     * Where the id of one result is, if the sender reports each result of a job separately. Each result is then an
     * event, and its media are added to the job's. Leave it out if one event reports all results.
     */
    public void setResult(String result) {
        this.result = result;
    }

    /**
     * Where a payload holds secrets. Their values are hidden when a stored payload is shown; the stored bytes keep
     * them.
     */
    public void setRedact(String redact) {
        try {
            this.redaction = Redaction.of(redact);
        } catch (InvalidPathException unreadable) {
            throw new IllegalArgumentException("redact: " + redact + " is no JSONPath", unreadable);
        }
    }

    /** What is hidden when a payload of this sender is shown. */
    public Redaction redaction() {
        return polled == null ? redaction : redaction.and(polled.redaction);
    }

    /**
     * Where a string holds JSON: {@code $.data.resultJson}. The parsed JSON replaces the string, so that
     * {@code $.data.resultJson.urls[*]} finds the URLs in it. Paths of plain names, separated by blanks.
     */
    public void setEmbeddedJson(String embeddedJson) {
        this.embedded = EmbeddedJson.of(embeddedJson);
    }

    /** Where the code of an error is. */
    public void setErrorCode(String errorCode) {
        this.errorCode = errorCode;
    }

    /** Where the message of an error is. */
    public void setErrorMessage(String errorMessage) {
        this.errorMessage = errorMessage;
    }

    /** How to read the answers of the sender's status endpoint, if they have another shape than its webhooks. */
    public void setPolled(PayloadMappingProcessor polled) {
        this.polled = polled;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }
}
