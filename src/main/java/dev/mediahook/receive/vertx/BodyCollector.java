package dev.mediahook.receive.vertx;

import dev.mediahook.delivery.RawBody;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Collects a request's bytes as they come: what a head claims takes no memory. Works on the event loop of its
 * connection.
 */
final class BodyCollector implements BodyBudget.Arriving {

    /** How it ended. */
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

    /** The head alone says that it is too large. */
    void refuse(long claimed) {
        size = claimed;
        end(End.TOO_LARGE);
    }

    /** It takes too long. */
    void late() {
        end(End.INCOMPLETE);
    }

    /** How many bytes are known of. */
    long size() {
        return size;
    }

    /** How many bytes of the budget it keeps after it arrived whole. */
    int held() {
        return held;
    }

    /** What came; to be asked once, after the end. */
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

    /** To what is needed, or to twice what is there: never more than twice what came. */
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
