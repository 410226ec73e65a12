package dev.mediahook.standin;

import static dev.mediahook.standin.Json.array;
import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;

/**
 * Krea's API. Source: its OpenAPI document and docs.krea.ai, "Job lifecycle"; its status answers have the bodies of its
 * webhooks.
 */
record KreaApi(StandInSender sender) implements ApiDialect {

    private static final String JOBS = "/jobs/";

    @Override
    public Asked read(ApiRequest request) {
        if (request.is("GET", JOBS)) {
            return new Asked.Status(request.after(JOBS));
        }
        if (request.is("GET", "/jobs")) {
            return new Asked.Jobs(
                    request.parameter("limit").map(Integer::parseInt).orElse(100));
        }
        if (request.is("DELETE", JOBS)) {
            return new Asked.Cancel(request.after(JOBS));
        }
        return request.is("POST", "/generate/")
                ? new Asked.Submit(request.header("x-webhook-url").orElse(null), null, null)
                : new Asked.Nothing();
    }

    @Override
    public ApiAnswer taken(TakenJob job, Payload now, URI api) {
        return status(job, now);
    }

    @Override
    public ApiAnswer status(TakenJob job, Payload now) {
        return new ApiAnswer(200, body(job, now));
    }

    private static JsonNode body(TakenJob job, Payload now) {
        return now.shape().apply(job.facts(""));
    }

    @Override
    public ApiAnswer unknown(String jobId) {
        return new ApiAnswer(404, error(404, "Job not found"));
    }

    @Override
    public ApiAnswer cancel(TakenJob job, boolean done) {
        return done ? new ApiAnswer(200, object()) : unknown(job.id());
    }

    /** Lists only what a list needs, since the whole objects are larger. */
    @Override
    public ApiAnswer jobs(List<TakenJob> jobs) {
        List<JsonNode> items = jobs.stream()
                .<JsonNode>map(job ->
                        object("job_id", job.id(), "created_at", job.takenAt().toString()))
                .toList();
        return new ApiAnswer(200, object("items", array(items), "nextCursor", null));
    }

    @Override
    public JsonNode error(int status, String message) {
        return object("error", message);
    }
}
