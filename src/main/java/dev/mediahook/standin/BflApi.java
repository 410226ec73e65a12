package dev.mediahook.standin;

import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/**
 * Black Forest Labs' API. Source: its OpenAPI document, {@code AsyncWebhookResponse} and {@code ResultResponse}. A job
 * that was moderated is an Error in the webhook and Content Moderated here.
 */
record BflApi(StandInSender sender) implements ApiDialect {

    @Override
    public boolean authorised(ApiRequest request, String key) {
        return request.header("x-key").filter(key::equals).isPresent();
    }

    @Override
    public Asked read(ApiRequest request) {
        if (request.is("GET", "/v1/get_result")) {
            return new Asked.Status(request.parameter("id").orElse(""));
        }
        return request.is("POST", "/v1/")
                ? new Asked.Submit(
                        request.text("webhook_url").orElse(null),
                        request.text("webhook_secret").orElse(null),
                        null)
                : new Asked.Nothing();
    }

    @Override
    public ApiAnswer taken(TakenJob job, Payload now, URI api) {
        return new ApiAnswer(200, object("id", job.id(), "status", now.status(), "cost", 3.0));
    }

    @Override
    public ApiAnswer status(TakenJob job, Payload now) {
        Payload said = now.ends() == Ends.MODERATED
                ? sender.payload("Content Moderated").orElseThrow()
                : now;
        return new ApiAnswer(200, said.shape().apply(job.facts("")));
    }

    @Override
    public ApiAnswer unknown(String jobId) {
        return new ApiAnswer(200, object("id", jobId, "status", "Task not found"));
    }

    @Override
    public ApiAnswer cancel(TakenJob job, boolean done) {
        return new ApiAnswer(404, error(404, "Not Found"));
    }

    @Override
    public JsonNode error(int status, String message) {
        return object("detail", message);
    }
}
