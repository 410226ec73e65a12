package dev.mediahook.event;

/**
 * Where one file of a job's result is, as its sender says.
 *
 * @param index from 0, in the payload's order
 * @param url as the payload has it: a stranger's input, checked nowhere yet
 * @param extra whether the job is whole without it, as a video is without its thumbnail
 */
public record MediumRef(int index, String url, boolean extra) {

    /** One that the job is not whole without. */
    public MediumRef(int index, String url) {
        this(index, url, false);
    }

    /** The same in another place among the media of its job. */
    public MediumRef at(int place) {
        return new MediumRef(place, url, extra);
    }

    /** The URL without what a signature may change: query and fragment. */
    public String withoutQuery() {
        return url.split("[?#]", 2)[0];
    }
}
