package dev.mediahook.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.database.Database;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.Job;
import dev.mediahook.job.Jobs;
import dev.mediahook.poll.Watches;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.Submission;
import dev.mediahook.submit.Submissions;
import dev.mediahook.submit.Submissions.Begun;
import dev.mediahook.submit.Submitted;
import dev.mediahook.view.JobStateView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Calls that submit a job to a sender, or have a job watched that something else submitted. */
public final class SubmitCalls {

    /** A string may be as long as the body, an image for instance. The body's size is limited when it arrives. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private record SubmitRequest(String model, JsonNode input) {

        String sha256() {
            return RawBody.of((model + '\n' + input).getBytes(StandardCharsets.UTF_8))
                    .sha256();
        }
    }

    private final Database database;
    private final Jobs jobs;
    private final Watches watches;
    private final Submissions submissions;
    private final Function<Submission, Submitted> senders;
    private final Function<String, Duration> webhookTimeout;
    private final Function<String, Boolean> known;

    /**
     * @param senders submits to the sender, or throws a {@link SenderApiException}
     * @param webhookTimeout how long to wait for a sender's webhook
     * @param known whether there is such a sender
     */
    public SubmitCalls(
            Database database,
            Jobs jobs,
            Watches watches,
            Submissions submissions,
            Function<Submission, Submitted> senders,
            Function<String, Duration> webhookTimeout,
            Function<String, Boolean> known) {
        this.database = database;
        this.jobs = jobs;
        this.watches = watches;
        this.submissions = submissions;
        this.senders = senders;
        this.webhookTimeout = webhookTimeout;
        this.known = known;
    }

    Answer submit(ApiCall call) {
        String sender = sender(call);
        SubmitRequest request = request(call);
        String asked = call.idempotencyKey() == null ? "" : request.sha256();
        Optional<Begun> begun = submissions.begin(sender, call.idempotencyKey(), asked);
        return begun.isPresent() ? submit(sender, request, begun.get(), call) : earlier(sender, asked, call);
    }

    private Answer submit(String sender, SubmitRequest request, Begun begun, ApiCall call) {
        try {
            Submitted taken = senders.apply(
                    new Submission(begun.id(), sender, request.model(), request.input(), call.idempotencyKey()));
            database.writer().write(handle -> {
                boolean isNew = jobs.submitted(handle, sender, taken.jobId(), true);
                watches.watch(handle, sender, taken.jobId(), webhookTimeout.apply(sender), call.trace());
                Submissions.taken(handle, sender, begun.id(), taken.jobId(), taken.statusUrl());
                return isNew;
            });
            return submitted(sender, taken.jobId());
        } catch (SenderApiException refused) {
            if (!refused.outcomeUnknown()) {
                submissions.refused(sender, begun.key());
            }
            throw Problem.of(refused);
        } catch (IllegalArgumentException unusable) {
            submissions.refused(sender, begun.key());
            throw Problem.badRequest(String.valueOf(unusable.getMessage()));
        }
    }

    private Answer earlier(String sender, String asked, ApiCall call) {
        Submissions.Earlier earlier = submissions
                .earlier(sender, String.valueOf(call.idempotencyKey()), asked)
                .orElse(null);
        if (earlier != null && !earlier.same()) {
            throw new Problem(
                    422, "Key used before", "this Idempotency-Key came with another model or input; use a new key");
        }
        if (earlier == null || earlier.jobId() == null) {
            throw Problem.conflict(
                    "what became of the submission with this Idempotency-Key is not known yet; ask again, or look at"
                            + " the sender and submit with another key");
        }
        return submitted(sender, earlier.jobId());
    }

    /** Watches a job that something else submitted. */
    Answer watch(ApiCall call) {
        String sender = sender(call);
        String jobId = call.segment("jobId");
        boolean isNew = database.writer().write(handle -> {
            boolean made = jobs.submitted(handle, sender, jobId, false);
            // Also if the job is known: its webhook may have come while there was no key to poll with.
            watches.watch(handle, sender, jobId, webhookTimeout.apply(sender), call.trace());
            return made;
        });
        JobStatus status = database.read(handle -> Jobs.find(handle, sender, jobId))
                .map(Job::status)
                .orElse(JobStatus.SUBMITTED);
        return Answer.json(isNew ? 201 : 200, "application/json", JobStateView.of(sender, jobId, status));
    }

    private String sender(ApiCall call) {
        String sender = call.segment("sender");
        if (!known.apply(sender)) {
            throw Problem.notFound("there is no sender " + sender);
        }
        return sender;
    }

    private static SubmitRequest request(ApiCall call) {
        JsonNode json;
        try {
            json = JSON.readTree(call.body().bytes());
        } catch (IOException notJson) {
            throw Problem.badRequest("the body is not JSON");
        }
        JsonNode model = json.path("model");
        JsonNode input = json.path("input");
        if (!model.isTextual() || model.asText().isBlank() || !input.isObject()) {
            throw Problem.badRequest("send {\"model\": \"…\", \"input\": {…}}");
        }
        return new SubmitRequest(model.asText(), input);
    }

    private static Answer submitted(String sender, String jobId) {
        return Answer.accepted(JobStateView.of(sender, jobId, JobStatus.SUBMITTED));
    }
}
