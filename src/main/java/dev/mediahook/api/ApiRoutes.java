package dev.mediahook.api;

import dev.mediahook.log.EventLog;
import dev.mediahook.receive.LongBody;
import dev.mediahook.receive.RawRequest;
import dev.mediahook.view.ViewDataFormat;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;

/** The HTTP API. Each call is a route, and one function creates its answer. */
public final class ApiRoutes extends RouteBuilder {

    private static final Logger LOG = EventLog.of(ApiRoutes.class);

    private static final String OPTIONS =
            "useBodyHandler=false&headerFilterStrategy=#mediahookNoHeaders&platformHttpEngine=#mediahookHttp";

    private final ApiCallers callers;
    private final ApiTable table;
    private final ViewDataFormat json;

    /**
     * @param calls create the answers
     * @param json writes the views in the answers
     */
    public ApiRoutes(ApiCallers callers, ApiCalls calls, ViewDataFormat json) {
        this.callers = callers;
        this.table = calls.table();
        this.json = json;
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler());
        onException(Problem.class).logHandled(false).handled(true).process(this::writeProblem);
        onException(Exception.class).logHandled(false).handled(true).process(this::writeInternalError);

        table.calls().forEach(this::route);

        // Comes last: a request that matches no other call has an unknown path or another method.
        from("platform-http:/api/?matchOnUriPrefix=true&" + OPTIONS)
                .routeId("mediahook-api-unknown")
                .process(this::refuse);
    }

    private void route(Call call) {
        from("platform-http:" + call.path() + "?httpMethodRestrict=" + call.method() + "&" + OPTIONS)
                .routeId("mediahook-api-" + call.id())
                .process(new BearerTokenProcessor(callers, table, call))
                .process(exchange -> write(
                        exchange, call.answering().apply(exchange.getMessage().getMandatoryBody(ApiCall.class))));
    }

    private void refuse(Exchange exchange) throws Exception {
        RawRequest request = exchange.getMessage().getMandatoryBody(RawRequest.class);
        Access unused = callers.admit(request.head());
        throw BearerTokenProcessor.unknown(table, request);
    }

    private void writeProblem(Exchange exchange) {
        Problem problem = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Problem.class);
        write(exchange, problem(problem.status(), problem.title(), String.valueOf(problem.getMessage())));
        problem.retryAfter()
                .ifPresent(wait -> exchange.getMessage().setHeader("Retry-After", Long.toString(wait.toSeconds())));
        problem.allow().ifPresent(methods -> exchange.getMessage().setHeader("Allow", methods));
        if (problem.status() == 401) {
            // RFC 9110 wants it, and some HTTP clients fail at a 401 without it.
            exchange.getMessage().setHeader("WWW-Authenticate", "Bearer");
        }
    }

    private void writeInternalError(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.error("route={} a call failed error={}", exchange.getFromRouteId(), failure);
        LOG.debug("a call failed", failure);
        write(exchange, problem(503, "Unavailable", "the call failed; the log says why"));
    }

    private static Answer problem(int status, String title, String detail) {
        return Answer.json(status, "application/problem+json", new ProblemView("about:blank", title, status, detail));
    }

    private void write(Exchange exchange, Answer answer) {
        exchange.getMessage().removeHeaders("*");
        answer.headers().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, answer.contentType());
        exchange.getMessage().setBody(body(answer));
    }

    private Object body(Answer answer) {
        boolean written = answer.body() instanceof ByteBuffer || answer.body() instanceof LongBody;
        return written ? answer.body() : ByteBuffer.wrap(json.bytes(answer.body()));
    }
}
