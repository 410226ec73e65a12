package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.config.SenderProperties;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.sender.WebhookPath;
import dev.mediahook.verify.DerivedSecret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** The calls of one sender's API. Each throws a {@link SenderApiException} if the sender refuses it or does not answer. */
public final class SenderApiCalls {

    private final String sender;
    private final Supplier<SenderApi> api;
    private final Map<String, String> headers;
    private final String notFound;
    private final Results results;
    private final @Nullable PayloadMappingProcessor answers;
    private final SenderProperties properties;
    private final ApiClient client;
    private final Supplier<DerivedSecret> secrets;
    private final StatusUrls statusUrls;
    private final BooleanSupplier publishesKeys;

    /**
     * @param api refuses if no key is configured
     * @param headers the headers that every call carries besides the key
     * @param notFound what a 2xx answer says if the sender does not know the job, or empty
     * @param results how to get a result that a status does not hold
     * @param publishesKeys whether the sender's deliveries are verified with keys that it publishes, and so with no
     *     secret
     * @param answers reads an answer about a job; null if the sender's file names no such mapping
     */
    SenderApiCalls(
            String sender,
            Supplier<SenderApi> api,
            Map<String, String> headers,
            String notFound,
            Results results,
            @Nullable PayloadMappingProcessor answers,
            SenderProperties properties,
            ApiClient client,
            Supplier<DerivedSecret> secrets,
            StatusUrls statusUrls,
            BooleanSupplier publishesKeys) {
        this.statusUrls = statusUrls;
        this.publishesKeys = publishesKeys;
        this.sender = sender;
        this.api = api;
        this.headers = headers;
        this.notFound = notFound;
        this.results = results;
        this.answers = answers;
        this.properties = properties;
        this.client = client;
        this.secrets = secrets;
    }

    /** The answer of a route's step to one of the questions below. */
    Object answer(Object asked) {
        if (asked instanceof Submission submission) {
            return submit(submission);
        }
        if (asked instanceof StatusQuery query) {
            return status(query);
        }
        if (asked instanceof SenderCall other) {
            return call(other);
        }
        throw new IllegalArgumentException("a sender's API takes no " + asked);
    }

    /** Submits a job to the sender. */
    public Submitted submit(Submission submission) {
        SenderApi speaking = api.get();
        ApiClient.Reply reply;
        try {
            reply = call(speaking.submit(submission, webhook(submission), secret(submission)));
        } catch (SenderApiException refused) {
            // Some senders repeat what they refuse.
            throw refused.without(derived(submission))
                    .without(properties.text(sender, "api-key").orElse(""));
        }
        byte[] answer = reply.body().bytes();
        return speaking.jobId(answer)
                .map(jobId -> new Submitted(
                        jobId, speaking.text(answer, statusUrls.field()).orElse(null)))
                .orElseThrow(SenderApiException::nameless);
    }

    /** Asks for the status of a job; returns the delivery that a webhook would have brought. */
    public Delivery status(StatusQuery query) {
        SenderApi speaking = api.get();
        Optional<URI> told = statusUrls.of(sender, query.jobId(), speaking.url());
        RawBody status = call(speaking.status(query.jobId(), told)).body();
        if (speaking.saysNotFound(status.bytes(), notFound)) {
            throw SenderApiException.ofUnknownJob();
        }
        Delivery delivery = delivery(query, status);
        boolean lacksResult = results.areAskedFor()
                && answers != null
                && answers.read(delivery).end() == JobStatus.COMPLETED;
        return lacksResult
                ? delivery(query, withResult(status, speaking.result(results, query.jobId(), told)))
                : delivery;
    }

    private Delivery delivery(StatusQuery query, RawBody answer) {
        return new Delivery(query.event(), sender, Via.POLL, query.at(), RequestHead.none(), answer);
    }

    private RawBody withResult(RawBody status, SenderApi.Request request) {
        ApiClient.Reply reply = exchange(request);
        return results.isRefused(reply.status())
                ? results.refused(status, reply.body())
                : results.with(status, answered(reply).body());
    }

    /** What the sender says about a job. */
    public Event ask(StatusQuery query) {
        if (answers == null) {
            throw new SenderApiException(409, "the API of " + sender + " names no mapping of its answers", null);
        }
        return answers.read(status(query));
    }

    public void cancel(Cancellation cancellation) {
        SenderApi speaking = api.get();
        String jobId = cancellation.jobId();
        call(speaking.cancel(jobId, statusUrls.of(sender, jobId, speaking.url()))
                .orElseThrow(() -> new SenderApiException(409, "this sender cancels no job", null)));
    }

    /** Makes any other call; returns the JSON of the answer, null if the answer is empty. */
    public JsonNode call(SenderCall other) {
        return SenderApi.answer(call(api.get().call(other)).body().bytes());
    }

    /** The sender's newest jobs; none if the sender does not list jobs. */
    public List<ListedJob> jobs() {
        SenderApi speaking = api.get();
        return speaking.list()
                .map(request -> speaking.listed(call(request).body().bytes()))
                .orElse(List.of());
    }

    private ApiClient.Reply call(SenderApi.Request request) {
        return answered(exchange(request));
    }

    private ApiClient.Reply exchange(SenderApi.Request request) {
        JsonNode body = request.body();
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(request.headers());
        return client.call(
                new HttpUriRequestBase(request.method(), URI.create(request.url())),
                all,
                body.isNull() ? null : body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ApiClient.Reply answered(ApiClient.Reply reply) {
        if (reply.status() / 100 != 2) {
            throw new SenderApiException(
                    reply.status(), SenderApi.message(reply.body().bytes()), reply.retryAfter());
        }
        return reply;
    }

    /** A secret for this job alone; nothing if the sender's deliveries are not verified by a secret. */
    private Optional<String> secret(Submission submission) {
        return properties.text(sender, "webhook-secret").map(configured -> derived(submission));
    }

    private String derived(Submission submission) {
        return secrets.get().of(sender, submission.id());
    }

    /** The address at which the sender is to call us; nothing if no public address is set, or if the sender is off. */
    private Optional<String> webhook(Submission submission) {
        if (!publishesKeys.getAsBoolean()
                && !properties.has(sender, "webhook-token")
                && !properties.has(sender, "webhook-secret")) {
            return Optional.empty();
        }
        Optional<String> token = properties.text(sender, "webhook-token").map(configured -> derived(submission));
        return properties
                .publicUrl()
                .map(address -> address
                        + WebhookPath.of(sender)
                        + token.map(one -> "/" + one).orElse(""));
    }
}
