package dev.mediahook.api;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** The call that streams changes as they happen. */
public final class StreamCalls {

    /** Each stream keeps a connection open, but no thread. */
    private static final int MOST = 32;

    private final LiveHub hub;
    private final Semaphore open = new Semaphore(MOST);

    public StreamCalls(LiveHub hub) {
        this.hub = hub;
    }

    Answer watch(ApiCall call) {
        if (!open.tryAcquire()) {
            throw Problem.unavailable(MOST + " streams are open already");
        }
        AtomicBoolean over = new AtomicBoolean();
        LiveBody body = new LiveBody(hub, call.head().header("Last-Event-ID").strip(), System::nanoTime, () -> {
            if (over.compareAndSet(false, true)) {
                open.release();
            }
        });
        return Answer.sending(
                200,
                "text/event-stream",
                // A proxy must not buffer the stream.
                Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"),
                body);
    }
}
