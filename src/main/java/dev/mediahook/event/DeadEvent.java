package dev.mediahook.event;

/**
 * An event that was given up and is not tried again.
 *
 * @param detail why the last try failed, in words for a person
 */
public record DeadEvent(Event event, Reason reason, String detail) {}
