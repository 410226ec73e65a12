package dev.mediahook.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One sender of webhooks, as seen on the wire. */
public interface StandInSender {

    /** The name in the gateway's paths and properties. */
    String name();

    /** Whether the sender signs its deliveries; if it does not, a token in the path identifies it. */
    default boolean signs() {
        return true;
    }

    /** Every body that the sender is known to send, the usual success first. */
    List<Payload> payloads();

    /** What the sender's status endpoint may report about a job. */
    default List<Payload> statuses() {
        return payloads();
    }

    /** Whether the gateway fetches the keys with which the sender signs. */
    default boolean publishesKeys() {
        return false;
    }

    /** Whether the sender reports the end of a job by itself; a sender that does not is only asked. */
    default boolean sendsWebhooks() {
        return true;
    }

    /** The headers that prove the origin of a body; empty for a sender that signs nothing. */
    Map<String, String> proof(byte[] body, String secret);

    /** How long the sender waits for an answer. */
    Duration patience();

    /** An id in the form of this sender's own ids, always the same for the same seed. */
    String jobId(String seed);

    /** The gateway's property that holds this sender's secret or token. */
    default String credentialProperty() {
        return "mediahook." + name() + (signs() ? ".webhook-secret" : ".webhook-token");
    }

    /** The secret or token that the demo gives the gateway; it proves a delivery if no other is named. */
    default String demoCredential() {
        return "demo-" + name() + (signs() ? "-secret" : "-token");
    }

    /** The payload with that name, or else the first with that status; case does not matter. */
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
     * @param credential a value of one of the {@link #credentialProperties()}
     * @param at when the delivery is signed
     */
    default SignedRequest request(byte[] body, String credential, Instant at) {
        return request(body, credential);
    }

    /** The gateway's properties that hold a secret or token of this sender; the first that has a value counts. */
    default List<String> credentialProperties() {
        return List.of(credentialProperty());
    }
}
