package dev.mediahook.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One sender of webhooks as it shows itself on the wire. */
public interface StandInSender {

    /** As in the gateway's paths and properties. */
    String name();

    /** Whether it signs its deliveries; one that does not is told apart by a token in the path. */
    default boolean signs() {
        return true;
    }

    /** Every body it is known to send, the usual success first. */
    List<Payload> payloads();

    /** What its status endpoint may tell of a job. */
    default List<Payload> statuses() {
        return payloads();
    }

    /** Whether the gateway fetches the keys with which it signs. */
    default boolean publishesKeys() {
        return false;
    }

    /** Whether it tells of a job's end by itself; one that doesn't is only asked. */
    default boolean sendsWebhooks() {
        return true;
    }

    /** The headers that prove where a body comes from; empty for a sender that signs nothing. */
    Map<String, String> proof(byte[] body, String secret);

    /** How long it waits for an answer. */
    Duration patience();

    /** An id in the shape of this sender's own, always the same for the same seed. */
    String jobId(String seed);

    /** The gateway's property that holds this sender's secret or token. */
    default String credentialProperty() {
        return "mediahook." + name() + (signs() ? ".webhook-secret" : ".webhook-token");
    }

    /** The secret or token that the demo gives the gateway and that a delivery is proved with when none is named. */
    default String demoCredential() {
        return "demo-" + name() + (signs() ? "-secret" : "-token");
    }

    /** The payload of that name, else the first with that status; upper and lower case are one. */
    default Optional<Payload> payload(String nameOrStatus) {
        String wanted = nameOrStatus.toLowerCase(Locale.ROOT);
        return payloads().stream()
                .filter(payload -> payload.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .or(() -> payloads().stream()
                        .filter(payload ->
                                payload.status().toLowerCase(Locale.ROOT).equals(wanted))
                        .findFirst());
    }

    /**
     * The delivery of a body.
     *
     * @param credential the secret to sign with, or the token of the path
     */
    default SignedRequest request(byte[] body, String credential) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.putAll(proof(body, credential));
        String path = "/webhooks/" + name();
        return new SignedRequest(signs() ? path : path + "/" + credential, headers, body);
    }

    /**
     * The delivery of a body, for a sender that may sign a time too.
     *
     * @param credential one that {@link #credentialProperties()} holds
     * @param at when it is signed
     */
    default SignedRequest request(byte[] body, String credential, Instant at) {
        return request(body, credential);
    }

    /** The gateway's properties that hold a secret or token of this sender; the first that has a value counts. */
    default List<String> credentialProperties() {
        return List.of(credentialProperty());
    }
}
