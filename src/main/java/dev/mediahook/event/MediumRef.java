package dev.mediahook.event;

/**
 * One file of a job's result and the URL that the sender gave for it.
 *
 * @param index from 0, in the payload's order
 * @param url as the payload has it: untrusted input, not checked yet
 * @param extra whether the job is complete without it, as a video is without its thumbnail
 */
public record MediumRef(int index, String url, boolean extra) {

    /** A medium that the job needs to be complete. */
    public MediumRef(int index, String url) {
        this(index, url, false);
    }

    /** A copy with another index among the media of its job. */
    public MediumRef at(int place) {
        return new MediumRef(place, url, extra);
    }

    /** The URL without query and fragment, which may hold a signature that changes. */
    public String withoutQuery() {
        return url.split("[?#]", 2)[0];
    }
}
