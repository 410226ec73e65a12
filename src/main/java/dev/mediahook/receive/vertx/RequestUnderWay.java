package dev.mediahook.receive.vertx;

import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.Admission;
import dev.mediahook.receive.LongBody;
import dev.mediahook.receive.PathTemplate;
import dev.mediahook.receive.RawRequest;
import dev.mediahook.receive.vertx.BodyCollector.End;
import dev.mediahook.receive.vertx.RawBodyEngine.Sharing;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One request from its head to its answer. Its state belongs to the event loop of its connection. */
final class RequestUnderWay {

    private static final long CLOSE_AFTER_MILLIS = 2_000;

    private final RawBodyConsumer consumer;
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Sharing sharing;
    private final Lateness lateness;
    private final Executor workers;
    private final Admission admission;
    private final Vertx vertx;
    private final Context loop;
    private final BodyCollector body;
    /** Set until a worker takes the request; null afterwards, or after the deadline. */
    private final AtomicReference<@Nullable RawRequest> waiting = new AtomicReference<>();

    private long timer;
    private boolean answered;
    private boolean sendsLongBody;

    RequestUnderWay(
            RawBodyConsumer consumer, RoutingContext context, Sharing sharing, Lateness lateness, Executor workers) {
        this.consumer = consumer;
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.sharing = sharing;
        this.lateness = lateness;
        this.workers = workers;
        this.admission = sharing.admission().apply(request);
        this.vertx = context.vertx();
        this.loop = vertx.getOrCreateContext();
        this.body = new BodyCollector(request, loop, admission.maxBytes(), sharing.budget(), this::arrived);
    }

    void begin() {
        if (admission.pause().isZero()) {
            read();
        } else {
            request.pause(); // Vert.x drops what arrives while no handler is set.
            vertx.setTimer(admission.pause().toMillis(), over -> {
                read();
                request.resume();
            });
        }
    }

    private void read() {
        timer = vertx.setTimer(sharing.bodyTime().toMillis(), late -> body.timeOut());
        boolean asksFirst = request.version() != HttpVersion.HTTP_1_0
                && "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
        if (!request.isEnded() && (claimedLength() > admission.maxBytes() || (asksFirst && refusedUnread()))) {
            body.refuse(claimedLength());
            return;
        }
        if (asksFirst) {
            response.writeContinue();
        }
        body.begin();
    }

    private boolean refusedUnread() {
        return consumer.refusesUnread(head().withQuery(QueryParameters.of(request.query())));
    }

    private RequestHead head() {
        return RequestHead.of(PercentEncoding.decodedPath(request.path()), request.headers());
    }

    private void arrived(End end) {
        vertx.cancelTimer(timer);
        if (response.headWritten()) {
            // The rest of the request was not HTTP, and has been answered.
            answered = true;
        } else if (end == End.NO_ROOM) {
            lingerThenClose();
            putOff("bodies");
        } else if (end == End.WHOLE) {
            Connections.whole(context);
            work(body.body());
        } else {
            lingerThenClose();
            work(null);
        }
    }

    private void work(@Nullable RawBody bytes) {
        timer = vertx.setTimer(Math.max(1, patienceMillis()), late -> overdue());
        waiting.set(new RawRequest(
                request.method().name(),
                head(),
                PathTemplate.isUtf8(request.path()) ? Map.copyOf(context.pathParams()) : Map.of(),
                QueryParameters.of(request.query()),
                bytes,
                body.size()));
        try {
            workers.execute(this::run);
        } catch (RejectedExecutionException full) {
            letGo();
            putOff("queue");
        }
    }

    /** The patience that is left: a late event loop has used up some of it, and will use as much for the answer. */
    private long patienceMillis() {
        return admission.patience().toMillis() - 2 * lateness.ofThisLoop(vertx).toMillis();
    }

    /** On a worker's thread. */
    private void run() {
        RawRequest raw = waiting.getAndSet(null);
        if (raw == null) {
            return;
        }
        RouteAnswer answer = null;
        Exchange exchange = null;
        try {
            exchange = consumer.exchange(raw);
            answer = consumer.answer(exchange);
        } catch (Exception failure) {
            consumer.failed(failure);
        } finally {
            Exchange used = exchange;
            RouteAnswer made = answer;
            loop.runOnContext(now -> finish(used, made));
        }
    }

    private void finish(@Nullable Exchange exchange, @Nullable RouteAnswer answer) {
        try {
            sharing.budget().giveBack(body.held());
            // A stopping route fails requests that it has not begun.
            if ((answer == null || answer.status() >= 500) && consumer.endsWithTheProgram()) {
                putOff("stopping");
            } else if (answer == null) {
                putOff("failed");
            } else {
                answer(answer);
            }
        } finally {
            if (exchange != null) {
                consumer.done(exchange);
            }
            // An answer that is being sent has taken the request.
            LongBody left = sendsLongBody || answer == null ? null : answer.longBody();
            if (left != null) {
                left.close();
            }
        }
    }

    private void overdue() {
        letGo();
        ShortAnswer.closeAfter(request);
        putOff("deadline");
    }

    /** Frees what a request holds that no worker has taken. */
    private void letGo() {
        if (waiting.getAndSet(null) != null) {
            sharing.budget().giveBack(body.held());
        }
    }

    private void putOff(String why) {
        if (!answered) {
            answered = true;
            vertx.cancelTimer(timer);
            sharing.putOff().accept(why);
            ShortAnswer.unavailable(request);
        }
    }

    private void answer(RouteAnswer answer) {
        if (answered) {
            return;
        }
        answered = true;
        vertx.cancelTimer(timer);
        if (answer.status() == 503 || answer.status() == 500) {
            sharing.putOff().accept(answer.status() == 503 ? "unavailable" : "failed");
        }
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.status() == 503 && !answer.headers().containsKey("Retry-After")) {
            response.putHeader("Retry-After", ShortAnswer.RETRY_AFTER_SECONDS);
        }
        LongBody body = answer.longBody();
        if (body == null) {
            response.end(answer.body());
        } else {
            sendsLongBody = true;
            new LongAnswer(request, vertx, loop, workers, body).begin();
        }
    }

    /** Reads and drops the rest for a while, so that the sender can read the answer, and then closes. */
    private void lingerThenClose() {
        request.handler(ignored -> {});
        request.exceptionHandler(ignored -> {});
        boolean closes = ShortAnswer.closeAfter(request);
        vertx.setTimer(CLOSE_AFTER_MILLIS, over -> {
            if (closes) {
                request.connection().close();
            } else if (!request.isEnded()) {
                response.reset();
            }
        });
    }

    private long claimedLength() {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException unlikely) {
            return -1;
        }
    }
}
