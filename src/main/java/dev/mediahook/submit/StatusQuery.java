package dev.mediahook.submit;

import dev.mediahook.delivery.EventId;
import java.time.Instant;

/**
 * Asks a sender how a job is.
 *
 * @param at the time from which the life of the answer's URLs counts
 * @param event the id of the event that the answer becomes, should it be the first to say it
 */
public record StatusQuery(EventId event, Instant at, String sender, String jobId) {}
