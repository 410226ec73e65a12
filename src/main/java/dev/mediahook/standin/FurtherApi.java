package dev.mediahook.standin;

import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API of a described sender. {@code auth} is its header. {@code submit}, {@code status} and {@code cancel} are
 * calls with {@code {model}} and {@code {job}}. {@code callback} says where a submission holds our address ({@code body
 * callback_url}). {@code taken} is the answer to a submission, in which {@code $api} is the API's own address. {@code
 * result} is the call for the result of a job, if the status does not hold it.
 */
final class FurtherApi implements ApiDialect {

    private final FurtherSender sender;
    private final Described api;

    FurtherApi(FurtherSender sender) {
        this.sender = sender;
        this.api = sender.api();
    }

    static List<ApiDialect> all() {
        return FurtherSenders.all().stream()
                .filter(sender -> !sender.api().map().isEmpty())
                .<ApiDialect>map(FurtherApi::new)
                .toList();
    }

    @Override
    public FurtherSender sender() {
        return sender;
    }

    @Override
    public boolean authorised(ApiRequest request, String key) {
        if (request.path().equals(DemoKey.PATH)) {
            return true;
        }
        String[] header = api.text("auth", "Authorization: Bearer {key}").split(": ", 2);
        return request.header(header[0].toLowerCase(java.util.Locale.ROOT))
                .filter(header[1].replace("{key}", key)::equals)
                .isPresent();
    }

    @Override
    public Asked read(ApiRequest request) {
        if (request.path().equals(DemoKey.PATH)) {
            return new Asked.Keys();
        }
        Optional<String> status = job(request, api.text("status", ""));
        if (status.isPresent()) {
            return new Asked.Status(status.get());
        }
        Optional<String> result = job(request, api.text("result", ""));
        if (result.isPresent()) {
            return new Asked.Result(result.get());
        }
        Optional<String> cancel = job(request, api.text("cancel", ""));
        if (cancel.isPresent()) {
            return new Asked.Cancel(cancel.get());
        }
        return match(request, api.text("submit", "")).isPresent()
                ? new Asked.Submit(callback(request).orElse(null), null, null)
                : new Asked.Nothing();
    }

    private Optional<String> callback(ApiRequest request) {
        String[] place = api.text("callback", "body none").split(" ", 2);
        return switch (place[0]) {
            case "query" -> request.parameter(place[1]);
            case "header" -> request.header(place[1].toLowerCase(java.util.Locale.ROOT));
            default ->
                Optional.of(request.body().at("/" + place[1].replace('.', '/')).asText())
                        .filter(address -> !address.isEmpty());
        };
    }

    private static Optional<String> job(ApiRequest request, String call) {
        return match(request, call).map(found -> ApiRequest.decoded(found.group("job")));
    }

    /** Matches a request with a call that is described as {@code GET /jobs/{job}?verbose=1}. */
    private static Optional<Matcher> match(ApiRequest request, String call) {
        int blank = call.indexOf(' ');
        if (blank < 0) {
            return Optional.empty();
        }
        String target = request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
        String pattern = Pattern.quote(call.substring(blank + 1))
                .replace("{job}", "\\E(?<job>[^/?&]+)\\Q")
                .replace("{model}", "\\E[^?]+\\Q");
        Matcher matcher = Pattern.compile(pattern + (call.contains("{job}") ? "" : "(\\?.*)?"))
                .matcher(target);
        return request.method().equals(call.substring(0, blank)) && matcher.matches()
                ? Optional.of(matcher)
                : Optional.empty();
    }

    @Override
    public ApiAnswer taken(TakenJob job, Payload now, URI address) {
        return new ApiAnswer(
                200,
                FurtherSender.shape(api.text("taken", "{\"id\":\"$job\"}").replace("$api", address.toString()))
                        .apply(job.facts("")));
    }

    @Override
    public ApiAnswer status(TakenJob job, Payload now) {
        return new ApiAnswer(200, sender.asked(now).shape().apply(job.facts("")));
    }

    @Override
    public ApiAnswer result(TakenJob job, Payload now) {
        return sender.result(now, job.facts("")).orElseGet(() -> unknown(job.id()));
    }

    @Override
    public ApiAnswer unknown(String jobId) {
        return new ApiAnswer(404, error(404, "not found"));
    }

    @Override
    public ApiAnswer cancel(TakenJob job, boolean done) {
        return done ? new ApiAnswer(200, object()) : new ApiAnswer(409, error(409, "it has ended"));
    }

    @Override
    public JsonNode error(int status, String message) {
        return object("error", Map.of("message", message));
    }
}
