package dev.mediahook.receive;

import java.time.Instant;

/**
 * One request of a sender, or the answer of its status endpoint: the bytes as they came and what is known beside them.
 *
 * @param id of the event that this delivery becomes, should it be the first to say it
 * @param sender by the path it came to
 */
public record Delivery(EventId id, String sender, Via via, Instant receivedAt, RequestHead head, RawBody body) {}
