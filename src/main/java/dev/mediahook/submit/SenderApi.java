package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How one sender's API is spoken to. Templates name {@code {model}}, {@code {jobId}} and {@code {key}}.
 *
 * @param auth a header line, such as {@code Authorization: Bearer {key}}
 * @param submitPath such as {@code /v1/{model}}
 * @param modelField the body's field for the model where it does not stand in the path, or empty
 * @param inputField the body's field for the input, or empty where the input is the body
 * @param webhookField the body's field for our address, or empty
 * @param secretField the body's field for our secret, or empty
 * @param webhookQuery the query parameter for our address, or empty
 * @param webhookHeader the header for our address, or empty
 * @param jobIdField the answer's field with the job's id
 * @param statusPath such as {@code /jobs/{jobId}}
 */
record SenderApi(
        String url,
        String key,
        String auth,
        String submitPath,
        String modelField,
        String inputField,
        String webhookField,
        String secretField,
        String webhookQuery,
        String webhookHeader,
        String jobIdField,
        String statusPath) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request that is ready to be made. */
    record Request(String method, String url, Map<String, String> headers, JsonNode body) {}

    /**
     * The request that submits a job.
     *
     * @param webhook our address; empty where the sender is to be polled instead
     */
    Request submit(Submission submission, Optional<String> webhook, Optional<String> secret) {
        ObjectNode body = inputField.isEmpty() && submission.input() instanceof ObjectNode whole
                ? whole.deepCopy()
                : JSON.createObjectNode();
        if (!inputField.isEmpty()) {
            body.set(inputField, submission.input());
        }
        Map<String, String> headers = headers();
        String target = url + submitPath.replace("{model}", path(submission.model()));
        put(body, modelField, Optional.of(submission.model()));
        put(body, webhookField, webhook);
        put(body, secretField, webhook.isPresent() ? secret : Optional.empty());
        if (!webhookHeader.isEmpty()) {
            webhook.ifPresent(address -> headers.put(webhookHeader, address));
        }
        if (!webhookQuery.isEmpty() && webhook.isPresent()) {
            target += (target.contains("?") ? "&" : "?") + webhookQuery + "=" + encoded(webhook.get());
        }
        String idempotencyKey = submission.idempotencyKey();
        if (idempotencyKey != null) {
            headers.put("Idempotency-Key", idempotencyKey);
        }
        return new Request("POST", target, headers, body);
    }

    Request status(String jobId) {
        return new Request("GET", url + statusPath.replace("{jobId}", encoded(jobId)), headers(), JSON.nullNode());
    }

    /** The id that a sender gave a job, or nothing where its answer has none. */
    Optional<String> jobId(byte[] answer) {
        return field(answer, jobIdField);
    }

    /** What a sender says of a refusal: the places where senders put it, in the order of how much they tell. */
    static String message(byte[] answer) {
        UnaryOperator<String> orNull = name -> field(answer, name).orElse("");
        for (String name : new String[] {"message", "error.message", "error.detail", "detail", "details", "error"}) {
            String text = orNull.apply(name);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "the sender gave no reason";
    }

    private static Optional<String> field(byte[] answer, String dotted) {
        try {
            JsonNode node = JSON.readTree(answer).at("/" + dotted.replace('.', '/'));
            return node.isMissingNode() || node.isNull()
                    ? Optional.empty()
                    : Optional.of(node.isValueNode() ? node.asText() : node.toString());
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        int colon = auth.indexOf(':');
        headers.put(auth.substring(0, colon), auth.substring(colon + 1).strip().replace("{key}", key));
        headers.put("Accept", "application/json");
        return headers;
    }

    private static void put(ObjectNode body, String field, Optional<String> value) {
        if (!field.isEmpty()) {
            value.ifPresent(text -> body.put(field, text));
        }
    }

    /** A model may be several segments; none of them leads out of its place. */
    private static String path(String model) {
        StringBuilder path = new StringBuilder();
        for (String segment : model.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("\"" + model + "\" is no model");
            }
            path.append(path.length() == 0 ? "" : "/").append(encoded(segment));
        }
        return path.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
