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

    /** Come again: nothing was said to be kept. */
    public static void unavailable(HttpServerResponse response) {
        if (!response.headWritten() && !response.closed()) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
            var unused = refuse(response, 503, "unavailable");
        }
    }

    /** Done when it is written. */
    public static Future<Void> refuse(HttpServerResponse response, int status, String error) {
        return response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end("{\"error\":\"" + error + "\"}");
    }
}
