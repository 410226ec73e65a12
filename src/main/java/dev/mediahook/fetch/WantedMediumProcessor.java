package dev.mediahook.fetch;

import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.MediumRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.NullUnmarked;

/**
 * For a team's own route that fetches a medium: turns a URL in the body into a {@link MediumToFetch}.
 * The header {@code MediahookJob} gives the job that the file is named after. Without it the URL decides, so that
 * the same URL is the same file.
 */
@NullUnmarked
public final class WantedMediumProcessor implements Processor {

    /** The header with the job that the medium belongs to. */
    public static final String JOB = "MediahookJob";

    /** The header with the medium's index among those of its job, from 0, the default. */
    public static final String INDEX = "MediahookIndex";

    private String sender = "media";

    @Override
    public void process(Exchange exchange) throws Exception {
        String url = exchange.getMessage().getMandatoryBody(String.class).strip();
        RawBody body = RawBody.of(url.getBytes(StandardCharsets.UTF_8));
        String job = exchange.getMessage().getHeader(JOB, body.sha256(), String.class);
        int index = exchange.getMessage().getHeader(INDEX, 0, Integer.class);
        MediumRef medium = new MediumRef(index, url);
        Event event = new Event(
                new EventId(Long.parseUnsignedLong(body.sha256().substring(0, 15), 16)),
                sender,
                job,
                job,
                null,
                Meaning.COMPLETED,
                List.of(medium),
                null,
                null,
                Via.WEBHOOK,
                Proof.SIGNED,
                Instant.EPOCH,
                null,
                body);
        exchange.getMessage().setBody(new MediumToFetch(event, job, medium));
    }

    /**
     * The sender. It is the first folder of the medium's name, and its {@code media-hosts} apply. Default
     * {@code media}.
     */
    public void setSender(String sender) {
        this.sender = sender;
    }
}
