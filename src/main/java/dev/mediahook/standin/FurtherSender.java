package dev.mediahook.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A sender that is wholly described in a file. Its bodies name {@code $job}, {@code $event}, {@code $time}, {@code
 * $seconds} and {@code $media0}, {@code $media1}, ….
 */
final class FurtherSender implements StandInSender {

    private final String name;
    private final Described description;
    private final ProofScheme proof;
    private final List<Payload> sent = new ArrayList<>();
    private final List<Payload> asked = new ArrayList<>();

    FurtherSender(String name, Described description) {
        this.name = name;
        this.description = description;
        this.proof = new ProofScheme(description.part("proof"));
        description.part("payloads").parts().forEach((word, payload) -> {
            if (payload.has("body")) {
                sent.add(payload(word, payload, payload.text("body", "")));
            }
            asked.add(payload(word, payload, payload.text("asked", payload.text("body", ""))));
        });
    }

    private static Payload payload(String word, Described payload, String body) {
        return new Payload(
                word,
                payload.text("status", word),
                Ends.valueOf(payload.text("ends", "completed").toUpperCase(Locale.ROOT)),
                payload.list("media").stream()
                        .map(kind -> MediaKind.valueOf(kind.toUpperCase(Locale.ROOT)))
                        .toList(),
                shape(body));
    }

    /** A body with the facts filled in. */
    static Function<Facts, JsonNode> shape(String body) {
        return facts -> {
            String text = body.replace("$job", facts.jobId())
                    .replace("$event", facts.eventId())
                    .replace("$time", facts.seconds())
                    .replace("$seconds", Long.toString(facts.at().getEpochSecond()));
            for (int i = 0; text.contains("$media"); i++) {
                text = text.replace("$media" + i, facts.url(i));
            }
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** How the sender's API is called; empty if nothing is known about it. */
    Described api() {
        return description.part("api");
    }

    /** How the sender's status endpoint reports what a webhook reports. */
    Payload asked(Payload told) {
        return asked.stream()
                .filter(one -> one.name().equals(told.name()))
                .findFirst()
                .orElse(told);
    }

    /**
     * The result of a job with this end, refused with a status if the description says so; nothing if the job has no
     * result.
     */
    Optional<ApiAnswer> result(Payload told, Facts facts) {
        Described payload = description.part("payloads").part(told.name());
        return payload.has("result")
                ? Optional.of(new ApiAnswer(
                        Integer.parseInt(payload.text("refused", "200")),
                        shape(payload.text("result", "")).apply(facts)))
                : Optional.empty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean signs() {
        return proof.signs();
    }

    @Override
    public List<Payload> payloads() {
        return List.copyOf(sent);
    }

    @Override
    public List<Payload> statuses() {
        return List.copyOf(asked);
    }

    @Override
    public Map<String, String> proof(byte[] body, String secret) {
        return Map.of();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(Long.parseLong(description.text("patience", "10")));
    }

    @Override
    public String jobId(String seed) {
        String prefix = description.text("ids", "");
        return prefix.isEmpty() ? Ids.uuid(seed) : Ids.prefixed(prefix, seed);
    }

    @Override
    public String credentialProperty() {
        return "mediahook." + name + "." + description.text("credential", "webhook-secret");
    }

    @Override
    public String demoCredential() {
        return description.text("demo", "demo-" + name + (signs() ? "-secret" : "-token"));
    }

    @Override
    public boolean publishesKeys() {
        return proof.publishesKeys();
    }

    @Override
    public boolean sendsWebhooks() {
        return !sent.isEmpty();
    }

    private WantedAnswer wanted() {
        Described wanted = description.part("wants");
        return new WantedAnswer(Integer.parseInt(wanted.text("status", "0")), wanted.text("body", ""));
    }

    /** Can only be used if no time is signed. */
    @Override
    public SignedRequest request(byte[] body, String credential) {
        return request(body, credential, Instant.EPOCH);
    }

    @Override
    public SignedRequest request(byte[] body, String credential, Instant at) {
        return proof.request("/webhooks/" + name, body, credential, at, wanted());
    }
}
