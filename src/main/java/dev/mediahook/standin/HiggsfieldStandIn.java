package dev.mediahook.standin;

import static dev.mediahook.standin.Json.array;
import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Higgsfield, which signs by Standard Webhooks for an account that has a secret, and signs nothing for other accounts.
 * Source: docs.higgsfield.ai, "Webhooks", "Webhook security" and "Introduction".
 */
final class HiggsfieldStandIn implements StandInSender {

    @Override
    public String name() {
        return "higgsfield";
    }

    @Override
    public boolean signs() {
        return false;
    }

    @Override
    public List<Payload> payloads() {
        return List.of(
                Payload.of("completed", Ends.COMPLETED, HiggsfieldStandIn::images, MediaKind.PNG, MediaKind.JPEG),
                Payload.of("completed", Ends.COMPLETED, HiggsfieldStandIn::video, MediaKind.MP4)
                        .named("completed-video"),
                Payload.of(
                        "failed", Ends.FAILED, facts -> bare(facts, "failed").put("error", "Generation fail message")),
                Payload.of("nsfw", Ends.MODERATED, facts -> bare(facts, "nsfw")),
                Payload.of("canceled", Ends.CANCELLED, facts -> bare(facts, "canceled")),
                Payload.of("queued", Ends.RUNNING, withAddresses("queued")),
                Payload.of("in_progress", Ends.RUNNING, withAddresses("in_progress")));
    }

    @Override
    public Map<String, String> proof(byte[] body, String secret) {
        return Map.of();
    }

    @Override
    public SignedRequest request(byte[] body, String credential, Instant at) {
        if (!StandardWebhooks.isSecret(credential)) {
            return request(body, credential);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.putAll(StandardWebhooks.headers(credential, Ids.prefixed("msg_", at.toString()), at, body));
        return new SignedRequest("/webhooks/" + name(), headers, body);
    }

    @Override
    public List<String> credentialProperties() {
        return List.of("mediahook.higgsfield.webhook-secret", credentialProperty());
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String jobId(String seed) {
        return Ids.uuid(seed);
    }

    private static ObjectNode bare(Facts facts, String status) {
        return object("status", status, "request_id", facts.jobId());
    }

    private static ObjectNode addressed(Facts facts, String status) {
        String base = "https://platform.higgsfield.ai/requests/" + facts.jobId();
        return bare(facts, status).put("status_url", base + "/status").put("cancel_url", base + "/cancel");
    }

    private static Function<Facts, JsonNode> withAddresses(String status) {
        return facts -> addressed(facts, status);
    }

    private static JsonNode images(Facts facts) {
        return addressed(facts, "completed")
                .set(
                        "images",
                        array(facts.urls().stream()
                                .map(url -> object("url", url))
                                .toList()));
    }

    private static JsonNode video(Facts facts) {
        return addressed(facts, "completed").set("video", object("url", facts.url(0)));
    }
}
