package dev.mediahook.receive.vertx;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Answers that no route gives. */
public final class ShortAnswer {

    static final String RETRY_AFTER_SECONDS = "2";

    private ShortAnswer() {}

    /**
     * Says that the connection is closed after this answer. Not over HTTP/2, which forbids the header, and whose
     * connection carries the requests of others too.
     *
     * @return whether it does
     */
    public static boolean closeAfter(HttpServerRequest request) {
        boolean closes = request.version() != HttpVersion.HTTP_2;
        if (closes) {
            request.response().putHeader("Connection", "close");
        }
        return closes;
    }

    /** Asks the client to try again later. */
    public static void unavailable(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!response.headWritten() && !response.closed()) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
            var unused = refuse(request, 503, "unavailable");
        }
    }

    /**
     * Answers with an error; below {@code /api} with a problem (RFC 9457), as all errors there.
     *
     * @return done when the answer is written
     */
    public static Future<Void> refuse(HttpServerRequest request, int status, String error) {
        boolean problem = String.valueOf(request.uri()).startsWith("/api/");
        String more = problem ? ",\"title\":\"" + error + "\",\"status\":" + status : "";
        return request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", problem ? "application/problem+json" : "application/json")
                .end("{\"error\":\"" + error + "\"" + more + "}");
    }
}
