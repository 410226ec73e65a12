package dev.mediahook.work;

/**
 * Whose share of the threads a task takes.
 *
 * @param owner a sender's name, or what the program does for itself
 * @param part an event or a job of this owner
 */
public record Share(String owner, String part) {

    /** What nobody in particular asked for. */
    static final Share OF_NOBODY = new Share("", "");
}
