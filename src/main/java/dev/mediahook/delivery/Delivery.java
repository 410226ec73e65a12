package dev.mediahook.delivery;

import java.time.Instant;
import java.util.Set;

/**
 * One request of a sender, or the answer of its status endpoint: the bytes as they came and what is known beside them.
 *
 * @param id of the event that this delivery becomes, should it be the first to say it
 * @param sender by the path it came to
 * @param proof what shows that the sender sent it
 */
public record Delivery(
        EventId id, String sender, Via via, Instant receivedAt, RequestHead head, RawBody body, Proof proof) {

    /** As it came: an answer of the sender's API proves itself, anything else is yet to be verified. */
    public Delivery(EventId id, String sender, Via via, Instant receivedAt, RequestHead head, RawBody body) {
        this(id, sender, via, receivedAt, head, body, via == Via.POLL ? Proof.ANSWERED : Proof.NONE);
    }

    /** The same with another body. */
    public Delivery with(RawBody other) {
        return new Delivery(id, sender, via, receivedAt, head, other, proof);
    }

    /**
     * The same, verified.
     *
     * @param secrets the headers that hold what proves it
     */
    public Delivery provenBy(Proof found, Set<String> secrets) {
        return new Delivery(id, sender, via, receivedAt, head.hiding(secrets), body, found);
    }
}
