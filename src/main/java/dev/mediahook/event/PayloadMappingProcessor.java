package dev.mediahook.event;

import com.jayway.jsonpath.InvalidPathException;
import dev.mediahook.config.Amounts;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.Via;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.jspecify.annotations.NullUnmarked;

/**
 * The route's step that turns a {@link Delivery} into an {@link Event}. Configured by setters from a route file; each
 * location is a JSONPath, or several separated by blanks in order of preference.
 */
@NullUnmarked
public final class PayloadMappingProcessor implements Processor, Service, CamelContextAware {

    /** The exchange property that holds the {@link Event}, whatever later steps make of the body. */
    public static final String EVENT = "mediahook.event";

    /** The exchange property with the number of this try at the event, 1 for the first. */
    public static final String ATTEMPT = "mediahook.attempt";

    private static final String LIMIT = "mediahook.webhook.max-body-bytes";

    private CamelContext camelContext;
    private String eventId = "";
    private String jobId = "";
    private String status = "";
    private String media = "";
    private String extras = "";
    private String withoutMedia = "";
    private String errorCode = "";
    private String errorMessage = "";
    private final Map<Meaning, Set<String>> words = new EnumMap<>(Meaning.class);
    private String moderatedErrors = "";
    private boolean exactWords;
    private Duration mediaLifetime;
    private PayloadMappingProcessor polled;
    private PayloadMapping mapping;

    @Override
    public void start() {
        if (polled != null) {
            polled.start();
        }
        mapping = new PayloadMapping(
                new Places(
                        location("eventId", eventId),
                        location("jobId", jobId),
                        location("status", status),
                        location("media", media),
                        location("extras", extras),
                        location("withoutMedia", withoutMedia),
                        location("errorCode", errorCode),
                        location("errorMessage", errorMessage)),
                new StatusWords(words, words(moderatedErrors), exactWords),
                mediaLifetime,
                limit());
    }

    private static JsonLocation location(String property, String paths) {
        try {
            return new JsonLocation(paths);
        } catch (InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    property + ": " + paths + " is no JSONPath: " + unreadable.getMessage(), unreadable);
        }
    }

    /** How large a body may be that came packed: as large as one that comes plain. */
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

    /** What makes a delivery unreadable, one line each; empty if it is readable, or only too long. */
    public List<String> lacking(Delivery delivery) {
        return mapping.lacking(delivery);
    }

    private static Set<String> words(String commaSeparated) {
        return Set.copyOf(SettingsReader.commaSeparated(commaSeparated));
    }

    /** Where the sender's own id of an event is; left out where it gives none. */
    public void setEventId(String eventId) {
        this.eventId = eventId;
    }

    /** Where the job's id is. */
    public void setJobId(String jobId) {
        this.jobId = jobId;
    }

    /** Where the status, or the event's type, is. */
    public void setStatus(String status) {
        this.status = status;
    }

    /** Where the media's URLs are; all that are found are fetched, in this order. A success in which none is found is incomplete. */
    public void setMedia(String media) {
        this.media = media;
    }

    /** Where the URLs of media are that a job is whole without, such as a thumbnail's; they come after the others. */
    public void setExtras(String extras) {
        this.extras = extras;
    }

    /** What stands in a success that has no medium; left out where every success has one. */
    public void setWithoutMedia(String withoutMedia) {
        this.withoutMedia = withoutMedia;
    }

    /** Where the code of an error is. */
    public void setErrorCode(String errorCode) {
        this.errorCode = errorCode;
    }

    /** Where the message of an error is. */
    public void setErrorMessage(String errorMessage) {
        this.errorMessage = errorMessage;
    }

    /**
     * The words of success, comma-separated. What a word means is said here and nowhere else: a route branches on the
     * meaning, and no choice makes a success of a word that is none.
     */
    public void setCompleted(String completed) {
        words.put(Meaning.COMPLETED, words(completed));
    }

    /** The words of failure. */
    public void setFailed(String failed) {
        words.put(Meaning.FAILED, words(failed));
    }

    /** The words of moderation. */
    public void setModerated(String moderated) {
        words.put(Meaning.MODERATED, words(moderated));
    }

    /** The words of cancellation. */
    public void setCancelled(String cancelled) {
        words.put(Meaning.CANCELLED, words(cancelled));
    }

    /** The words of a job that has not ended. */
    public void setRunning(String running) {
        words.put(Meaning.RUNNING, words(running));
    }

    /** The words of what is kept and changes nothing. */
    public void setRecorded(String recorded) {
        words.put(Meaning.RECORDED, words(recorded));
    }

    /** The words of what is about the account's credits. */
    public void setCredits(String credits) {
        words.put(Meaning.CREDITS, words(credits));
    }

    /** Whether words differ that are written alike but for case, blanks, {@code -} and {@code _}; default false. */
    public void setExactWords(boolean exactWords) {
        this.exactWords = exactWords;
    }

    /** The error codes that make a failure a moderation. */
    public void setModeratedErrors(String moderatedErrors) {
        this.moderatedErrors = moderatedErrors;
    }

    /** How the sender's status endpoint answers, where that has another shape than its webhooks. */
    public void setPolled(PayloadMappingProcessor polled) {
        this.polled = polled;
    }

    /** How long a medium's URL lives, such as 10m; left out where nobody says. */
    public void setMediaLifetime(String mediaLifetime) {
        this.mediaLifetime = Amounts.duration(mediaLifetime);
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
