package dev.mediahook.event;

import dev.mediahook.config.Amounts;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;

/** What a sender's mapping says of the media of a success. */
@NullUnmarked
public abstract sealed class MediaMapping extends WordMapping permits PayloadMappingProcessor {

    private String media = "";
    private String mediaUrl = "";
    private String extras = "";
    private String withoutMedia = "";
    private String mediaExpires = "";
    private Duration mediaLifetime;
    private boolean thin;

    final MediaReading mediaReading() {
        return new MediaReading(
                location("media", media),
                mediaUrl,
                location("extras", extras),
                location("withoutMedia", withoutMedia),
                location("mediaExpires", mediaExpires),
                mediaLifetime,
                thin);
    }

    final boolean isThin() {
        return thin;
    }

    /** Whether it says where media are, or which successes have none. */
    final boolean speaksOfMedia() {
        return !media.isBlank() || !withoutMedia.isBlank();
    }

    /**
     * Where the media's URLs are; all that are found are fetched, in this order. A success in which none is found is incomplete.
     * Of a path that ends in {@code .*} only the URLs count: {@code $.output..*} finds them in a text, a list or an object.
     */
    public void setMedia(String media) {
        this.media = media;
    }

    /**
     * The URL of media that a body names by an id: {@code https://api.acme.example/files/{media}/content}. What stands at
     * {@code media} takes the place of {@code {media}}, percent-encoded; left out if URLs stand there.
     */
    public void setMediaUrl(String mediaUrl) {
        if (!mediaUrl.isEmpty() && !mediaUrl.contains(MediaReading.NAME)) {
            throw new IllegalArgumentException("mediaUrl: " + mediaUrl + " has no " + MediaReading.NAME);
        }
        this.mediaUrl = mediaUrl;
    }

    /** Where the URLs of media are that a job is whole without, such as a thumbnail's; they come after the others. */
    public void setExtras(String extras) {
        this.extras = extras;
    }

    /** What stands in a success that has no medium; left out if every success has one. */
    public void setWithoutMedia(String withoutMedia) {
        this.withoutMedia = withoutMedia;
    }

    /** Where the time is at which the media's URLs die: as ISO 8601 writes it, or in seconds or milliseconds since 1970. */
    public void setMediaExpires(String mediaExpires) {
        this.mediaExpires = mediaExpires;
    }

    /** How long a medium's URL lives, such as 10m; left out if nobody says. */
    public void setMediaLifetime(String mediaLifetime) {
        this.mediaLifetime = Amounts.duration(mediaLifetime);
    }

    /**
     * Whether a webhook only tells that a job has ended, or no signature covers what it says: then its media do not count, and
     * the sender's status endpoint is asked. Default false.
     */
    public void setThin(boolean thin) {
        this.thin = thin;
    }
}
