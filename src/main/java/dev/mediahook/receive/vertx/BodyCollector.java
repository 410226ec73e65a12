package dev.mediahook.receive.vertx;

import dev.mediahook.delivery.RawBody;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Collects a request's bytes as they arrive: an announced length takes no memory. Works on the event loop of its
 * connection.
 */
final class BodyCollector implements BodyBudget.Arriving {

    /** How the collection ended. */
    enum End {
        WHOLE,
        TOO_LARGE,
        INCOMPLETE,
        NO_ROOM
    }

    private static final byte[] NOTHING = {};

    private final HttpServerRequest request;
    private final Context loop;
    private final int limit;
    private final BodyBudget budget;
    private final Consumer<End> then;
    private byte[] bytes = NOTHING;
    private long size;
    private int held;
    private boolean ended;

    /**
     * @param then called once, on the event loop
     */
    BodyCollector(HttpServerRequest request, Context loop, int limit, BodyBudget budget, Consumer<End> then) {
        this.request = request;
        this.loop = loop;
        this.limit = limit;
        this.budget = budget;
        this.then = then;
    }

    void begin() {
        if (request.isEnded()) {
            end(End.WHOLE);
            return;
        }
        request.exceptionHandler(broken -> end(End.INCOMPLETE));
        request.handler(this::take);
        request.endHandler(whole -> end(End.WHOLE));
    }

    /** Refuses the body because its Content-Length exceeds the limit. */
    void refuse(long claimed) {
        size = claimed;
        end(End.TOO_LARGE);
    }

    /** Ends a body that is incomplete after its time limit. */
    void timeOut() {
        end(End.INCOMPLETE);
    }

    /** How many bytes have arrived, or were announced. */
    long size() {
        return size;
    }

    /** How many bytes of the budget a complete body holds. */
    int held() {
        return held;
    }

    /** The body's bytes. To be called once, after the end. */
    RawBody body() {
        byte[] whole = bytes.length == size ? bytes : Arrays.copyOf(bytes, (int) size);
        bytes = NOTHING;
        return RawBody.of(whole);
    }

    @Override
    public void shed() {
        loop.runOnContext(now -> end(End.NO_ROOM));
    }

    private void take(Buffer chunk) {
        if (ended) {
            return;
        }
        long longer = size + chunk.length();
        if (longer > limit) {
            size = longer;
            end(End.TOO_LARGE);
            return;
        }
        if (longer > bytes.length && !grow((int) longer)) {
            end(End.NO_ROOM);
            return;
        }
        chunk.getBytes(bytes, (int) size);
        size = longer;
    }

    /**
     * Makes the buffer as large as needed, or twice as large as before. So it is never more than twice what arrived.
     */
    private boolean grow(int needed) {
        int capacity = (int) Math.min(limit, Math.max(needed, 2L * bytes.length));
        int more = capacity - bytes.length;
        if (!budget.take(this, held, more)) {
            return false;
        }
        held += more;
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    private void end(End wanted) {
        if (ended) {
            return;
        }
        ended = true;
        End end = wanted == End.WHOLE && held > 0 && !budget.arrived(this) ? End.NO_ROOM : wanted;
        if (end != End.WHOLE) {
            budget.leave(this);
            held = 0;
            bytes = NOTHING;
        }
        then.accept(end);
    }
}
