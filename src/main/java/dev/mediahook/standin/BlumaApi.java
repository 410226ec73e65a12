package dev.mediahook.standin;

import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;

/** Bluma's API. Source: docs.getbluma.com, "Videos" and "Webhooks"; the status of a video has no envelope. */
record BlumaApi(StandInSender sender) implements ApiDialect {

    private static final String VIDEOS = "/api/v1/videos";

    @Override
    public Asked read(ApiRequest request) {
        if (request.path().startsWith(BlumaWebhooks.PATH)) {
            return new Asked.Webhooks();
        }
        if (request.is("GET", VIDEOS + "/")) {
            return new Asked.Status(request.after(VIDEOS + "/"));
        }
        return request.is("POST", VIDEOS) ? new Asked.Submit(null, null, null) : new Asked.Nothing();
    }

    @Override
    public ApiAnswer taken(TakenJob job, Payload now, URI api) {
        return new ApiAnswer(202, object("id", job.id(), "status", "queued", "credits_charged", 6));
    }

    @Override
    public ApiAnswer status(TakenJob job, Payload now) {
        ObjectNode body = object("id", job.id(), "status", now.status().substring("video.".length()));
        if (now.ends() == Ends.COMPLETED) {
            body.put("url", job.facts("").url(0))
                    .put("thumbnail_url", job.facts("").url(1));
        }
        if (now.ends() == Ends.FAILED) {
            body.set("error", object("type", "rendering_failed", "detail", "Invalid asset URL"));
        }
        return new ApiAnswer(200, body);
    }

    @Override
    public ApiAnswer unknown(String jobId) {
        return new ApiAnswer(404, error(404, "No such video"));
    }

    @Override
    public ApiAnswer cancel(TakenJob job, boolean done) {
        return new ApiAnswer(404, error(404, "Not found"));
    }

    @Override
    public JsonNode error(int status, String message) {
        String type = status == 401 ? "authentication_error" : status == 429 ? "rate_limit_exceeded" : "not_found";
        return object("error", object("type", type, "status", status, "detail", message));
    }

    @Override
    public List<Payload> announced() {
        return List.of(
                sender.payload("video.queued").orElseThrow(),
                sender.payload("video.processing").orElseThrow());
    }
}
