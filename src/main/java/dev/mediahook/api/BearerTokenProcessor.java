package dev.mediahook.api;

import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.TraceParent;
import dev.mediahook.receive.PathTemplate;
import dev.mediahook.receive.RawRequest;
import dev.mediahook.verify.MediaLinks;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Authorises a call and turns the request into an {@link ApiCall}. */
final class BearerTokenProcessor implements Processor {

    private final ApiCallers callers;
    private final ApiTable table;
    private final Call call;

    BearerTokenProcessor(ApiCallers callers, ApiTable table, Call call) {
        this.callers = callers;
        this.table = table;
        this.call = call;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        RawRequest request = exchange.getMessage().getMandatoryBody(RawRequest.class);
        boolean byLink = call.id().equals(MediaCalls.ID) && request.query().containsKey(MediaLinks.SIGNATURE);
        Access access = byLink ? callers.admitByLink(request) : callers.admit(request.head());
        // Not the head's path: it is decoded, and a job's id may contain slashes.
        if (!table.matches(call, PathTemplate.filled(call.path(), request.pathParameters()))) {
            throw unknown(table, request);
        }
        boolean shownSecrets = Boolean.parseBoolean(request.query().get(EventCalls.RAW));
        if ((call.steers() || shownSecrets) && access != Access.STEER) {
            throw new Problem(
                    403, "Forbidden", "this call changes something, or shows secrets: it needs mediahook.api.token");
        }
        RawBody body = request.body();
        if (body == null) {
            throw new Problem(
                    413,
                    "Too large",
                    "the body is larger than mediahook.api.max-body-bytes, or did not arrive in time");
        }
        checkQuery(request.query());
        exchange.getMessage()
                .setBody(new ApiCall(
                        request.pathParameters(),
                        request.query(),
                        request.head(),
                        body,
                        TraceParent.ofHeader(exchange.getMessage().getHeader(TraceParent.HEADER))));
    }

    /** The answer to a request that matches no call. Its path may allow other methods. */
    static Problem unknown(ApiTable table, RawRequest request) {
        return table.allowed(request.head().path())
                .map(Problem::methodNotAllowed)
                .orElseGet(() -> Problem.notFound("there is no such call"));
    }

    /** Refuses unknown parameters: with a misspelt filter, a call would list or replay more than intended. */
    private void checkQuery(Map<String, String> query) {
        query.keySet().stream()
                .filter(name -> !call.knows(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.badRequest("there is no parameter \"" + name + "\" of this call");
                });
    }
}
