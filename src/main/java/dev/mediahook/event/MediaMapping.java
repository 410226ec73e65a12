package dev.mediahook.event;

import dev.mediahook.config.Amounts;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;

/** The part of a sender's mapping that describes the media of a success. */
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

    /** Whether the mapping says where media are, or which successes have none. */
    final boolean speaksOfMedia() {
        return !media.isBlank() || !withoutMedia.isBlank();
    }

    /**
     * Where the media's URLs are. All URLs found are fetched, in this order; a success without any is incomplete. If a
     * path ends in {@code .*}, only URLs count: {@code $.output..*} finds them in a string, a list or an object.
     */
    public void setMedia(String media) {
        this.media = media;
    }

    /**
     * The URL template if the body names media by id: {@code https://api.acme.example/files/{media}/content}. The value
     * found at {@code media} replaces {@code {media}}, percent-encoded. Leave it out if the body holds URLs.
     */
    public void setMediaUrl(String mediaUrl) {
        if (!mediaUrl.isEmpty() && !mediaUrl.contains(MediaReading.NAME)) {
            throw new IllegalArgumentException("mediaUrl: " + mediaUrl + " has no " + MediaReading.NAME);
        }
        this.mediaUrl = mediaUrl;
    }

    /**
     * Where the URLs of optional media are, such as thumbnails: a job is complete without them. They follow the other
     * media.
     */
    public void setExtras(String extras) {
        this.extras = extras;
    }

    /** A place where something stands only in a success without media. Leave it out if every success has media. */
    public void setWithoutMedia(String withoutMedia) {
        this.withoutMedia = withoutMedia;
    }

    /** Where the expiry time of the media's URLs is: in ISO 8601, or in seconds or milliseconds since 1970. */
    public void setMediaExpires(String mediaExpires) {
        this.mediaExpires = mediaExpires;
    }

    /** How long a medium's URL lives, such as 10m. Leave it out if the sender does not document it. */
    public void setMediaLifetime(String mediaLifetime) {
        this.mediaLifetime = Amounts.duration(mediaLifetime);
    }

    /**
     * Whether a webhook only reports that a job has ended, or no signature covers its content. If so, the media in the
     * webhook are ignored and the sender's status endpoint is asked. Default false.
     */
    public void setThin(boolean thin) {
        this.thin = thin;
    }
}
