package dev.mediahook.packaged;

import dev.mediahook.standin.Facts;
import dev.mediahook.standin.SignedRequest;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Makes the senders' deliveries, in each sender's own format and signed in its own way. */
final class Deliveries {

    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    private Deliveries() {}

    static SignedRequest of(String sender, String payload, String jobId, URI... media) {
        StandInSender from = StandInSenders.named(sender).orElseThrow();
        Facts facts = new Facts(jobId, "evt-" + payload + "-" + jobId, List.of(media), AT);
        return signed(sender, from.payload(payload).orElseThrow().body(facts));
    }

    static SignedRequest signed(String sender, byte[] body) {
        StandInSender from = StandInSenders.named(sender).orElseThrow();
        return from.request(body, from.demoCredential());
    }
}
