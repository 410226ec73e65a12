package dev.mediahook.work;

/**
 * The share of threads that a task uses.
 *
 * @param owner a sender's name, or the name of the program's own work
 * @param part an event or a job of this owner
 */
public record Share(String owner, String part) {

    /** The share of work without an owner. */
    static final Share OF_NOBODY = new Share("", "");
}
