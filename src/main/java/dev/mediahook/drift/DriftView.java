package dev.mediahook.drift;

import java.time.Instant;
import java.util.List;

/**
 * New things that senders began to send.
 *
 * @param items the newest first
 */
public record DriftView(List<Novelty> items) {

    /**
     * Something that a sender had never sent before.
     *
     * @param kind status, header, field or host
     * @param name as the sender writes it; for a field its path
     * @param count how many deliveries have had it since
     * @param before how many deliveries came before the first that had it
     */
    public record Novelty(
            String sender, String kind, String name, Instant firstSeen, Instant lastSeen, long count, long before) {}
}
