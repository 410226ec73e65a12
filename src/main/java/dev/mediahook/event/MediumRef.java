package dev.mediahook.event;

/**
 * Where a sender says that one file of a job's result is.
 *
 * @param index from 0, in the payload's order
 * @param url as the payload has it: a stranger's input, checked nowhere yet
 */
public record MediumRef(int index, String url) {}
