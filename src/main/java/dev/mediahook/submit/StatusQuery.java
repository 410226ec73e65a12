package dev.mediahook.submit;

import dev.mediahook.delivery.EventId;
import java.time.Instant;

/**
 * Asks a sender for the status of a job.
 *
 * @param at the time from which the lifetime of the answer's URLs is counted
 * @param event the id of the event that the answer becomes, if the answer is the first to report it
 */
public record StatusQuery(EventId event, Instant at, String sender, String jobId) {}
