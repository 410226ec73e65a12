package dev.mediahook.event;

/**
 * Where a sender says that one file of a job's result is.
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
}
