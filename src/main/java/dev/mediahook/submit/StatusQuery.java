package dev.mediahook.submit;

import dev.mediahook.receive.EventId;

/**
 * Asks a sender how a job is.
 *
 * @param event the id of the event that the answer becomes, should it be the first to say it
 */
public record StatusQuery(EventId event, String sender, String jobId) {}
