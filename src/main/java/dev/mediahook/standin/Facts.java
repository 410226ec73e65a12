package dev.mediahook.standin;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a payload talks about.
 *
 * @param jobId the sender's id of the job
 * @param eventId the id of this event, for a sender that gives its events one
 * @param media where the files are, in the order of the payload
 * @param at when it happened
 */
public record Facts(String jobId, String eventId, List<URI> media, Instant at) {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public Facts {
        media = List.copyOf(media);
    }

    /** The address of one medium; if too few were given, the last one is used. */
    String url(int index) {
        if (media.isEmpty()) {
            throw new IllegalArgumentException("this payload carries a medium, and no media URL was given");
        }
        return media.get(Math.min(index, media.size() - 1)).toString();
    }

    List<String> urls() {
        return media.stream().map(URI::toString).toList();
    }

    String seconds() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String millis() {
        return MILLIS.format(at);
    }

    String millisBefore(long seconds) {
        return MILLIS.format(at.minusSeconds(seconds));
    }
}
