package dev.mediahook.event;

/**
 * An event that is not tried again.
 *
 * @param detail what the last try failed of, in words for a person
 */
public record DeadEvent(Event event, Reason reason, String detail) {}
