package dev.mediahook.delivery;

import java.time.Instant;
import java.util.Set;

/**
 * One webhook request of a sender, or one answer of its status endpoint: the unchanged bytes and what is known about
 * them.
 *
 * @param id the id of the event, if this delivery is the first to report it
 * @param sender taken from the path that the request came to
 * @param proof what shows that the sender sent it
 */
public record Delivery(
        EventId id, String sender, Via via, Instant receivedAt, RequestHead head, RawBody body, Proof proof) {

    /** A new delivery. An answer of the sender's API counts as proven, anything else has yet to be verified. */
    public Delivery(EventId id, String sender, Via via, Instant receivedAt, RequestHead head, RawBody body) {
        this(id, sender, via, receivedAt, head, body, via == Via.POLL ? Proof.ANSWERED : Proof.NONE);
    }

    /** A copy with another body. */
    public Delivery with(RawBody other) {
        return new Delivery(id, sender, via, receivedAt, head, other, proof);
    }

    /** A copy that was received at another time. */
    public Delivery at(Instant time) {
        return new Delivery(id, sender, via, time, head, body, proof);
    }

    /**
     * A copy that is verified.
     *
     * @param secrets the headers that hold the proof, hidden from now on
     */
    public Delivery provenBy(Proof found, Set<String> secrets) {
        return new Delivery(id, sender, via, receivedAt, head.hiding(secrets), body, found);
    }
}
