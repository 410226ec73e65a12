package dev.mediahook.event;

import dev.mediahook.config.Amounts;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.Via;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.jspecify.annotations.NullUnmarked;

/**
 * The route's step that turns a {@link Delivery} into an {@link Event}. Configured by setters from a route file; each
 * location is a JSONPath, or several separated by blanks in order of preference.
 */
@NullUnmarked
public final class PayloadMappingProcessor implements Processor, Service {

    /** The exchange property that holds the {@link Event}, whatever later steps make of the body. */
    public static final String EVENT = "mediahook.event";

    private String eventId = "";
    private String jobId = "";
    private String status = "";
    private String media = "";
    private String errorCode = "";
    private String errorMessage = "";
    private String running = "";
    private String completed = "";
    private String failed = "";
    private String moderated = "";
    private String cancelled = "";
    private String moderatedErrors = "";
    private Duration mediaLifetime;
    private PayloadMappingProcessor polled;
    private PayloadMapping mapping;

    @Override
    public void start() {
        if (polled != null) {
            polled.start();
        }
        mapping = new PayloadMapping(
                new JsonLocation(eventId),
                new JsonLocation(jobId),
                new JsonLocation(status),
                new JsonLocation(media),
                new JsonLocation(errorCode),
                new JsonLocation(errorMessage),
                new StatusWords(
                        words(running),
                        words(completed),
                        words(failed),
                        words(moderated),
                        words(cancelled),
                        words(moderatedErrors)),
                mediaLifetime);
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

    /** Where the media's URLs are; all that are found are fetched, in this order. */
    public void setMedia(String media) {
        this.media = media;
    }

    /** Where the code of an error is. */
    public void setErrorCode(String errorCode) {
        this.errorCode = errorCode;
    }

    /** Where the message of an error is. */
    public void setErrorMessage(String errorMessage) {
        this.errorMessage = errorMessage;
    }

    /** The words of a job that has not ended, comma-separated. */
    public void setRunning(String running) {
        this.running = running;
    }

    /** The words of success, comma-separated: they count as one when repeats are dropped; likewise the next three. */
    public void setCompleted(String completed) {
        this.completed = completed;
    }

    /** The words of failure. */
    public void setFailed(String failed) {
        this.failed = failed;
    }

    /** The words of moderation. */
    public void setModerated(String moderated) {
        this.moderated = moderated;
    }

    /** The words of cancellation. */
    public void setCancelled(String cancelled) {
        this.cancelled = cancelled;
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
}
