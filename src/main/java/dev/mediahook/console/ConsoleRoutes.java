package dev.mediahook.console;

import dev.mediahook.receive.NoHeadersStrategy;
import dev.mediahook.receive.RawRequest;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Serves the console's page and its sign-in at {@code /console}. */
public final class ConsoleRoutes extends RouteBuilder {

    private static final String PATH = "/console";
    private static final String SESSION = PATH + "/session";

    /**
     * Allows nothing inline and nothing from other origins. In browsers with Trusted Types, no text can become markup.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'";

    private static final Map<String, String> OF_EACH = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin");

    private static final Set<String> OUT = Set.of(
            "allow",
            "cache-control",
            "content-security-policy",
            "cross-origin-opener-policy",
            "etag",
            "location",
            "referrer-policy",
            "retry-after",
            "set-cookie",
            "x-content-type-options");

    private final Assets assets = new Assets();
    private final SignIn signIn;

    /**
     * @param token returns the rights of a token
     * @param wrong called for each wrong token
     */
    public ConsoleRoutes(SessionCookie sessions, Function<String, Session> token, Runnable wrong) {
        this.signIn = new SignIn(sessions, token, wrong);
    }

    /** Passes no header in, and out only those that the page needs. */
    public static HeaderFilterStrategy headers() {
        return new NoHeadersStrategy(OUT);
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler());
        serve("session-begin", "POST", SESSION, signIn::begin);
        serve("session-end", "DELETE", SESSION, signIn::end);
        serve("session", "GET", SESSION, signIn::look);
        serve("page", "GET", PATH, request -> file(request, ""));
        serve(
                "file",
                "GET",
                PATH + "/{file}",
                request -> file(request, request.pathParameters().getOrDefault("file", "")));
        serve("part", "GET", PATH + "/{part}/{sender}/{id}", request -> file(request, ""));
    }

    private void serve(String id, String method, String path, Function<RawRequest, ConsoleAnswer> answering) {
        from("platform-http:" + path + "?httpMethodRestrict=" + method
                        + "&useBodyHandler=false&headerFilterStrategy=#mediahookConsoleHeaders&platformHttpEngine=#mediahookHttp")
                .routeId("mediahook-console-" + id)
                .process(exchange ->
                        write(exchange, answering.apply(exchange.getMessage().getMandatoryBody(RawRequest.class))));
    }

    /** A name without a dot is a view of the page: the page's own script knows which. */
    private ConsoleAnswer file(RawRequest request, String name) {
        Optional<Asset> found = name.indexOf('.') < 0 ? Optional.of(assets.page()) : assets.named(name);
        if (found.isEmpty()) {
            return ConsoleAnswer.json(404, "{\"error\":\"not_found\"}");
        }
        Asset asset = found.get();
        boolean known = request.head().header("If-None-Match").contains(asset.etag());
        return new ConsoleAnswer(
                known ? 304 : 200,
                asset.contentType(),
                known ? ConsoleAnswer.EMPTY : asset.body(),
                Map.of("ETag", asset.etag(), "Cache-Control", "no-cache"));
    }

    private static void write(Exchange exchange, ConsoleAnswer answer) {
        exchange.getMessage().removeHeaders("*");
        OF_EACH.forEach(exchange.getMessage()::setHeader);
        answer.headers().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, answer.contentType());
        exchange.getMessage().setBody(ByteBuffer.wrap(answer.body().bytes()));
    }
}
