package dev.mediahook.api;

import dev.mediahook.console.SessionCookie;
import dev.mediahook.log.EventLog;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;

/** Looking and steering over HTTP: each call is a route, and one function makes its answer. */
public final class ApiRoutes extends RouteBuilder {

    private static final Logger LOG = EventLog.of(ApiRoutes.class);

    /** RFC 9457. */
    private record ProblemView(String type, String title, int status, String detail) {}

    private final ApiToken token;
    private final SessionCookie sessions;
    private final WrongTokens wrong;
    private final JobCalls jobs;
    private final EventCalls events;
    private final SubmitCalls submits;
    private final CancelCalls cancels;
    private final SenderCalls senders;
    private final RejectionCalls rejections;
    private final OverviewCalls overview;

    public ApiRoutes(
            ApiToken token,
            SessionCookie sessions,
            WrongTokens wrong,
            JobCalls jobs,
            EventCalls events,
            SubmitCalls submits,
            CancelCalls cancels,
            SenderCalls senders,
            RejectionCalls rejections,
            OverviewCalls overview) {
        this.senders = senders;
        this.cancels = cancels;
        this.submits = submits;
        this.token = token;
        this.sessions = sessions;
        this.wrong = wrong;
        this.overview = overview;
        this.jobs = jobs;
        this.events = events;
        this.rejections = rejections;
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler());
        onException(Problem.class).logHandled(false).handled(true).process(ApiRoutes::tell);
        onException(Exception.class).logHandled(false).handled(true).process(ApiRoutes::tellNothing);

        call("api-jobs", "GET", "/api/jobs", jobs::page);
        call("api-job", "GET", "/api/jobs/{sender}/{jobId}", jobs::one);
        call("api-submit", "POST", "/api/jobs/{sender}", submits::submit);
        call("api-watch", "PUT", "/api/jobs/{sender}/{jobId}", submits::watch);
        call("api-cancel", "DELETE", "/api/jobs/{sender}/{jobId}", cancels::cancel);
        call("api-events", "GET", "/api/events", events::page);
        call("api-payload", "GET", "/api/events/{eventId}/payload", events::payload);
        call("api-replay-all", "POST", "/api/events/replay", events::replayAll);
        call("api-replay", "POST", "/api/events/{eventId}/replay", events::replay);
        call("api-senders", "GET", "/api/senders", senders::all);
        call("api-deliveries", "GET", "/api/senders/{sender}/deliveries", senders::deliveries);
        call("api-overview", "GET", "/api/overview", overview::now);
        call("api-drift", "GET", "/api/drift", overview::drift);
        call("api-costs", "GET", "/api/costs", overview::costs);
        call("api-rejections", "GET", "/api/rejections", rejections::recent);

        // Comes last: what no other call is, is no call.
        from("platform-http:/api/?matchOnUriPrefix=true&useBodyHandler=false&headerFilterStrategy=#mediahookNoHeaders&platformHttpEngine=#mediahookHttp")
                .routeId("mediahook-api-unknown")
                .process(door("GET"))
                .process(exchange -> {
                    throw Problem.notFound("there is no such call");
                });
    }

    private void call(String id, String method, String path, Function<ApiCall, Answer> answering) {
        from("platform-http:" + path + "?httpMethodRestrict=" + method
                        + "&useBodyHandler=false&headerFilterStrategy=#mediahookNoHeaders&platformHttpEngine=#mediahookHttp")
                .routeId("mediahook-" + id)
                .process(door(method))
                .process(exchange ->
                        write(exchange, answering.apply(exchange.getMessage().getMandatoryBody(ApiCall.class))));
    }

    private ApiDoorProcessor door(String method) {
        return new ApiDoorProcessor(token, sessions, wrong, method.equals("GET"));
    }

    private static void tell(Exchange exchange) {
        Problem problem = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Problem.class);
        write(exchange, problem(problem.status(), problem.title(), String.valueOf(problem.getMessage())));
        problem.retryAfter()
                .ifPresent(wait -> exchange.getMessage().setHeader("Retry-After", Long.toString(wait.toSeconds())));
    }

    private static void tellNothing(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.error("route={} a call failed error={}", exchange.getFromRouteId(), String.valueOf(failure));
        LOG.debug("a call failed", failure);
        write(exchange, problem(503, "Unavailable", "the call failed; the log says why"));
    }

    private static Answer problem(int status, String title, String detail) {
        return Answer.json(status, "application/problem+json", new ProblemView("about:blank", title, status, detail));
    }

    private static void write(Exchange exchange, Answer answer) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, answer.contentType());
        exchange.getMessage().setBody(ByteBuffer.wrap(answer.body().get()));
    }
}
