package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.StorableText;
import dev.mediahook.event.ErrorText;
import dev.mediahook.fetch.HostKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to call one sender's API. Templates hold {@code {model}}, {@code {jobId}}, {@code {key}}, and {@code {jobUrl}}
 * for the address that the sender gave a job.
 *
 * @param auth a header line, such as {@code Authorization: Bearer {key}}
 * @param submit a method and a path, such as {@code POST /v1/{model}}, or empty
 * @param modelField the body's field for the model if the path does not hold it, or empty
 * @param inputField the body's field for the input, or empty if the input is the body
 * @param webhookField the body's field for our address, or empty
 * @param secretField the body's field for our secret, or empty
 * @param webhookQuery the query parameter for our address, or empty
 * @param webhookHeader the header for our address, or empty
 * @param fixed the fields that the body always has besides: {@code field=JSON}, comma-separated, or empty
 * @param jobIdField the answer's field with the job's id; of several, separated by spaces, the first that is present
 * @param status such as {@code GET /jobs/{jobId}}, or empty
 * @param cancel such as {@code DELETE /jobs/{jobId}}, or empty if the sender can't cancel
 * @param jobs such as {@code GET /jobs}, or empty if the sender lists none
 * @param listField the list's field with the jobs, whose ids are in the same field as in a submission's answer
 * @param createdField a listed job's field with the time at which it was made
 */
record SenderApi(
        String url,
        String key,
        String auth,
        String submit,
        String modelField,
        String inputField,
        String webhookField,
        String secretField,
        String webhookQuery,
        String webhookHeader,
        String fixed,
        String jobIdField,
        String status,
        String cancel,
        String jobs,
        String listField,
        String createdField) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOB_URL = "{jobUrl}";

    /** A request that is ready to be made. */
    record Request(String method, String url, Map<String, String> headers, JsonNode body) {}

    /**
     * The request that submits a job.
     *
     * @param webhook our address; empty if the sender is to be polled instead
     */
    Request submit(Submission submission, Optional<String> webhook, Optional<String> secret) {
        String call = named(submit, "submits a job");
        ObjectNode body = inputField.isEmpty() && submission.input() instanceof ObjectNode whole
                ? whole.deepCopy()
                : JSON.createObjectNode();
        if (!inputField.isEmpty()) {
            body.set(inputField, submission.input());
        }
        Map<String, String> headers = headers();
        String target = url + path(call).replace("{model}", PathSegment.severalOf(submission.model()));
        for (String field : SettingsReader.commaSeparated(fixed)) {
            int equals = field.indexOf('=');
            body.set(
                    field.substring(0, equals),
                    answer(field.substring(equals + 1).getBytes(StandardCharsets.UTF_8)));
        }
        put(body, modelField, Optional.of(submission.model()));
        put(body, webhookField, webhook);
        put(body, secretField, webhook.isPresent() ? secret : Optional.empty());
        if (!webhookHeader.isEmpty()) {
            webhook.ifPresent(address -> headers.put(webhookHeader, address));
        }
        if (!webhookQuery.isEmpty() && webhook.isPresent()) {
            target += (target.contains("?") ? "&" : "?") + webhookQuery + "=" + PathSegment.of(webhook.get());
        }
        String idempotencyKey = submission.idempotencyKey();
        if (idempotencyKey != null) {
            headers.put("Idempotency-Key", idempotencyKey);
        }
        return new Request(method(call), target, headers, body);
    }

    /**
     * The request that asks for the status of a job.
     *
     * @param told the address for this request that the sender gave with the job, if it may be asked there
     */
    Request status(String jobId, Optional<URI> told) {
        String call = named(status, "tells how a job is");
        return told.isEmpty() || path(call).startsWith(JOB_URL)
                ? of(call, jobId, told)
                : new Request(method(call), told.get().toString(), headers(), JSON.nullNode());
    }

    /** The request for the result of a job. */
    Request result(Results results, String jobId, Optional<URI> told) {
        return of(results.call(), jobId, told);
    }

    /**
     * Whether an answer says that there is no such job.
     *
     * @param notFound a field and its value, {@code status=Task not found}; empty if the sender answers 404 instead
     */
    boolean saysNotFound(byte[] answer, String notFound) {
        int equals = notFound.indexOf('=');
        return equals > 0
                && field(answer, notFound.substring(0, equals))
                        .filter(notFound.substring(equals + 1)::equals)
                        .isPresent();
    }

    /** The request that cancels a job; nothing if the sender can't cancel. */
    Optional<Request> cancel(String jobId, Optional<URI> told) {
        return cancel.isEmpty() ? Optional.empty() : Optional.of(of(cancel, jobId, told));
    }

    /** Any other request. */
    Request call(SenderCall call) {
        JsonNode body = call.body();
        return new Request(call.method(), url + call.path(), headers(), body == null ? JSON.nullNode() : body);
    }

    /** An answer's JSON; null if it is empty. */
    static JsonNode answer(byte[] answer) {
        try {
            return answer.length == 0 ? JSON.nullNode() : JSON.readTree(answer);
        } catch (IOException notJson) {
            throw new SenderApiException(502, "the sender's answer is not JSON", null);
        }
    }

    /** The request for the newest jobs; nothing if the sender lists none. */
    Optional<Request> list() {
        return jobs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Request(method(jobs), url + path(jobs), headers(), JSON.nullNode()));
    }

    /** The jobs of a list. */
    List<ListedJob> listed(byte[] answer) {
        return ListedJob.in(answer(answer).path(listField), jobIdField.split(" ", -1)[0], createdField);
    }

    /** Refuses an id that would lead to another path: no sender gives a job such an id, so none is asked about it. */
    private Request of(String call, String jobId, Optional<URI> told) {
        if (!PathSegment.isSafe(jobId)) {
            throw SenderApiException.ofUnknownJob();
        }
        String path = path(call);
        String target = path.startsWith(JOB_URL)
                ? told.orElseThrow(SenderApi::withoutJobUrl) + path.substring(JOB_URL.length())
                : url + path.replace("{jobId}", PathSegment.of(jobId));
        return new Request(method(call), target, headers(), JSON.nullNode());
    }

    /** Only the answer to our own submission names the address of a job. */
    private static SenderApiException withoutJobUrl() {
        return new SenderApiException(409, "the job was not submitted here, so its address is not known", null);
    }

    /** Some files name fewer calls than others; if a call is left out, the sender is not asked. */
    private static String named(String call, String does) {
        if (call.isEmpty()) {
            throw new SenderApiException(409, "this sender's file names no call that " + does, null);
        }
        return call;
    }

    private static String method(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    private static String path(String call) {
        return call.substring(call.indexOf(' ') + 1);
    }

    /** The id that a sender gave a job, or nothing if its answer has none that can be kept and asked for. */
    Optional<String> jobId(byte[] answer) {
        return Stream.of(jobIdField.split(" ", -1))
                .flatMap(name -> field(answer, name).stream())
                .filter(id -> !id.isBlank() && StorableText.fitsId(id))
                .findFirst();
    }

    /** The reason that a sender gives for a refusal, in any place and form; plain text counts, a page does not. */
    static String message(byte[] answer) {
        Optional<Payload> json = Payload.read(RawBody.of(answer), Payload.USUAL_LIMIT)
                .filter(payload -> payload.json().isContainerNode());
        String plain = json.isPresent() ? "" : new String(answer, StandardCharsets.UTF_8).strip();
        return json.flatMap(payload -> ErrorText.in(payload.json()))
                .or(() -> plain.isEmpty() || plain.startsWith("<")
                        ? Optional.empty()
                        : ErrorText.in(JSON.createObjectNode().put("message", plain)))
                .orElse("the sender gave no reason");
    }

    /** A field of an answer as text, or nothing if the answer does not have it. */
    Optional<String> text(byte[] answer, String field) {
        return field.isEmpty() ? Optional.empty() : field(answer, field);
    }

    private static Optional<String> field(byte[] answer, String dotted) {
        try {
            JsonNode node = JSON.readTree(answer).at("/" + dotted.replace('.', '/'));
            // A number that is too large for its type, such as 1e999, is infinite by now, and its text is lost.
            return node.isValueNode() && !node.isNull() && !Double.isInfinite(node.doubleValue())
                    ? Optional.of(node.asText())
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        HostKey own = HostKey.of(url, auth, key);
        headers.put(own.header(), own.value());
        headers.put("Accept", "application/json");
        return headers;
    }

    private static void put(ObjectNode body, String field, Optional<String> value) {
        if (!field.isEmpty()) {
            value.ifPresent(text -> body.put(field, text));
        }
    }
}
