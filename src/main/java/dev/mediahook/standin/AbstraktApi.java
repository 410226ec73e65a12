package dev.mediahook.standin;

import static dev.mediahook.standin.Json.array;
import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/**
 * Abstrakt's API. Source: www.abstrakt.one, /docs/api. Its webhooks say succeeded where this API says completed. The
 * {@code request_id} of an answer is somebody else's id.
 */
record AbstraktApi(StandInSender sender) implements ApiDialect {

    private static final String JOBS = "/v1/jobs/";

    @Override
    public Asked read(ApiRequest request) {
        if (request.is("GET", JOBS)) {
            return new Asked.Status(request.after(JOBS));
        }
        if (request.is("DELETE", JOBS)) {
            return new Asked.Cancel(request.after(JOBS));
        }
        return request.is("POST", "/v1/models/") && request.path().endsWith("/run")
                ? new Asked.Submit(
                        request.text("webhook_url").orElse(null),
                        request.text("webhook_secret").orElse(null),
                        null)
                : new Asked.Nothing();
    }

    @Override
    public ApiAnswer taken(TakenJob job, Payload now, URI api) {
        return new ApiAnswer(202, object("job_id", job.id(), "request_id", "fal_req_456", "status", "processing"));
    }

    @Override
    public ApiAnswer status(TakenJob job, Payload now) {
        ObjectNode body = object(
                "job_id",
                job.id(),
                "request_id",
                "fal_req_456",
                "status",
                now.status().equals("succeeded") ? "completed" : now.status());
        if (now.ends() == Ends.COMPLETED) {
            var items = job.facts("").urls().stream()
                    .map(url -> object("type", "image", "url", url))
                    .toList();
            body.set("output", object("type", "image", "items", array(items)));
        }
        if (now.ends() == Ends.FAILED) {
            body.set("error", object("code", "INFERENCE_FAILED", "message", "Model execution failed"));
        }
        return new ApiAnswer(200, body);
    }

    @Override
    public ApiAnswer unknown(String jobId) {
        return new ApiAnswer(404, object("error", object("code", "JOB_NOT_FOUND", "message", "No such job")));
    }

    @Override
    public ApiAnswer cancel(TakenJob job, boolean done) {
        return done
                ? new ApiAnswer(200, object("job_id", job.id(), "status", "cancelled"))
                : new ApiAnswer(400, error(400, "Only pending or processing jobs can be cancelled"));
    }

    @Override
    public JsonNode error(int status, String message) {
        String code = status == 401 ? "UNAUTHORIZED" : status == 429 ? "RATE_LIMITED" : "INVALID_INPUT";
        return object("error", object("code", code, "message", message));
    }
}
