package dev.mediahook.receive.vertx;

import dev.mediahook.receive.LongBody;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a long body piece by piece, as fast as its client takes it: no more than a few pieces are ever in the heap, and a
 * thread is held only while a piece is read. Its state belongs to the event loop of its connection.
 */
final class LongAnswer {

    /** A client that takes nothing for so long is gone. */
    private static final long STALLED_MILLIS = 60_000;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Context loop;
    private final Executor workers;
    private final LongBody body;
    private boolean reading;
    private boolean over;

    /**
     * @param workers run the reading of the pieces
     */
    LongAnswer(HttpServerRequest request, Vertx vertx, Context loop, Executor workers, LongBody body) {
        this.request = request;
        this.response = request.response();
        this.vertx = vertx;
        this.loop = loop;
        this.workers = workers;
        this.body = body;
    }

    /** Begins the answer; its head lacks only Content-Length. */
    void begin() {
        OptionalLong length = body.length();
        if (length.isPresent()) {
            response.putHeader("Content-Length", Long.toString(length.getAsLong()));
        } else {
            response.setChunked(true);
        }
        if (HttpMethod.HEAD.equals(request.method())) {
            response.end();
            end();
            return;
        }
        response.exceptionHandler(gone -> end());
        response.closeHandler(gone -> end());
        read();
    }

    private void read() {
        if (over || reading) {
            return;
        }
        reading = true;
        try {
            workers.execute(this::readNow);
        } catch (RejectedExecutionException full) {
            reading = false;
            breakOff();
        }
    }

    /** On a worker's thread. */
    private void readNow() {
        try {
            ByteBuffer piece = body.next();
            loop.runOnContext(now -> write(piece));
        } catch (IOException | RuntimeException lost) {
            loop.runOnContext(now -> lost());
        }
    }

    private void lost() {
        reading = false;
        if (over) {
            body.close();
        } else {
            breakOff();
        }
    }

    private void write(@Nullable ByteBuffer piece) {
        reading = false;
        if (over) {
            body.close();
        } else if (piece == null) {
            response.end();
            end();
        } else if (!piece.hasRemaining()) {
            body.whenMore(() -> loop.runOnContext(now -> read()));
        } else {
            var unused = response.write(Buffer.buffer(piece.remaining()).setBytes(0, piece));
            goOn();
        }
    }

    private void goOn() {
        if (!response.writeQueueFull()) {
            read();
            return;
        }
        long stalled = vertx.setTimer(STALLED_MILLIS, late -> breakOff());
        response.drainHandler(drained -> {
            vertx.cancelTimer(stalled);
            read();
        });
    }

    /** Cuts the connection, so that the client does not take a part for the whole. */
    private void breakOff() {
        if (!over) {
            request.connection().close();
            end();
        }
    }

    /** A piece that is being read is closed once it is read. */
    private void end() {
        if (!over) {
            over = true;
            if (!reading) {
                body.close();
            }
        }
    }
}
