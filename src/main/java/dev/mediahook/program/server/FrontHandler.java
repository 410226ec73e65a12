package dev.mediahook.program.server;

import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.vertx.Connections;
import dev.mediahook.receive.vertx.Gate;
import dev.mediahook.receive.vertx.PercentEncoding;
import dev.mediahook.receive.vertx.ShortAnswer;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Comes before every route. Requests that can't be read, or can't be taken now, are answered here, whatever their path.
 */
final class FrontHandler implements Handler<HttpServerRequest> {

    /**
     * The router would resolve such a segment, encoded or not, and serve another path than the one that was meant: for
     * a job with the id {@code ..}, the list of all jobs.
     */
    private static final Pattern DOT_SEGMENT = Pattern.compile("^[^?#]*/(\\.|%2[eE]){1,2}(?=[/?#]|$)");

    private final Connections connections;
    private final Gate gate;
    private final Handler<HttpServerRequest> router;
    private final Consumer<RefusalCause> refused;

    /**
     * @param gate open while requests may come in
     * @param refused is told of requests that reached no route
     */
    FrontHandler(
            Connections connections, Gate gate, Handler<HttpServerRequest> router, Consumer<RefusalCause> refused) {
        this.connections = connections;
        this.gate = gate;
        this.router = router;
        this.refused = refused;
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("X-Content-Type-Options", "nosniff");
        // Handles a body that can't be read as HTTP. Runs before the request's own handler, and before the connection
        // is closed.
        request.connection().exceptionHandler(broken -> {
            if (!(broken instanceof VertxException || broken instanceof IOException)) {
                refuseUnreadable(request, broken);
                flush(request.connection());
            }
        });
        boolean room = connections.began(request.connection(), hasBody(request));
        if (!room || !gate.isOpen()) {
            ShortAnswer.closeAfter(request);
            ShortAnswer.unavailable(request);
        } else if (PercentEncoding.isBroken(request.uri()) || hasTwoHosts(request)) {
            refuse(request, RefusalCause.MALFORMED, 400);
        } else if (DOT_SEGMENT.matcher(request.uri()).find()) {
            refuse(request, RefusalCause.MALFORMED, 400, "dot_segment_in_path");
        } else {
            router.handle(request);
        }
        if (response.ended()) {
            connections.answered(request.connection());
        }
    }

    /** RFC 9112, section 3.2, refuses such a request: a proxy in front might read the other one. */
    private static boolean hasTwoHosts(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.HOST).size() > 1;
    }

    /** If Vert.x can't read a body, it closes the connection before it sends what was written. */
    private static void flush(HttpConnection connection) {
        if (connection instanceof ConnectionBase open) {
            open.channelHandlerContext().flush();
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    /** Refuses what Vert.x could not read as HTTP; if a head broke off, nobody is left to be answered. */
    void refuseUnreadable(HttpServerRequest request) {
        refuseUnreadable(request, request.decoderResult().cause());
    }

    /** Refuses a head that was read but that no router takes, for instance one without a host. */
    void refuseMalformed(HttpServerRequest request) {
        refuse(request, RefusalCause.MALFORMED, 400);
    }

    private void refuseUnreadable(HttpServerRequest request, @Nullable Throwable cause) {
        if (cause instanceof TooLongHttpHeaderException) {
            refuse(request, RefusalCause.HEAD_TOO_LARGE, 431);
        } else if (cause instanceof PrematureChannelClosureException) {
            request.connection().close();
        } else if (cause instanceof TooLongHttpLineException) {
            refuse(request, RefusalCause.HEAD_TOO_LARGE, 414);
        } else {
            refuse(request, RefusalCause.MALFORMED, 400);
        }
    }

    private void refuse(HttpServerRequest request, RefusalCause cause, int status) {
        refuse(request, cause, status, cause.error());
    }

    private void refuse(HttpServerRequest request, RefusalCause cause, int status, String error) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        refused.accept(cause);
        response.putHeader("X-Content-Type-Options", "nosniff");
        boolean closes = ShortAnswer.closeAfter(request);
        ShortAnswer.refuse(request, status, error).onComplete(written -> {
            if (closes) {
                request.connection().close();
            }
        });
    }
}
