package dev.mediahook.standin;

import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** Higgsfield's API. Source: docs.higgsfield.ai, "Introduction"; its status answers have the bodies of its webhooks. */
record HiggsfieldApi(StandInSender sender) implements ApiDialect {

    private static final String REQUESTS = "/requests/";

    @Override
    public boolean authorised(ApiRequest request, String key) {
        return request.header("authorization").filter(("Key " + key)::equals).isPresent();
    }

    @Override
    public Asked read(ApiRequest request) {
        if (request.is("GET", REQUESTS) && request.path().endsWith("/status")) {
            return new Asked.Status(job(request, "/status"));
        }
        if (request.is("POST", REQUESTS) && request.path().endsWith("/cancel")) {
            return new Asked.Cancel(job(request, "/cancel"));
        }
        return request.is("POST", "/")
                ? new Asked.Submit(
                        request.parameter("hf_webhook").orElse(null),
                        null,
                        request.header("idempotency-key").orElse(null))
                : new Asked.Nothing();
    }

    private static String job(ApiRequest request, String end) {
        String rest = request.after(REQUESTS);
        return rest.substring(0, rest.length() - end.length());
    }

    @Override
    public ApiAnswer taken(TakenJob job, Payload now, URI api) {
        return new ApiAnswer(
                200,
                object(
                        "status",
                        "queued",
                        "request_id",
                        job.id(),
                        "status_url",
                        "https://platform.higgsfield.ai/requests/" + job.id() + "/status"));
    }

    @Override
    public ApiAnswer status(TakenJob job, Payload now) {
        return new ApiAnswer(200, now.shape().apply(job.facts("")));
    }

    @Override
    public ApiAnswer unknown(String jobId) {
        return new ApiAnswer(404, error(404, "Request not found"));
    }

    @Override
    public ApiAnswer cancel(TakenJob job, boolean done) {
        return done
                ? new ApiAnswer(202, Json.object())
                : new ApiAnswer(400, error(400, "Only queued requests can be cancelled"));
    }

    @Override
    public JsonNode error(int status, String message) {
        return object("detail", message);
    }
}
