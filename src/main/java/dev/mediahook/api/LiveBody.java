package dev.mediahook.api;

import dev.mediahook.receive.LongBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Server-sent events (HTML Standard, section 9.2) about current changes, with a heartbeat in quiet times. */
final class LiveBody implements LongBody {

    private static final int AT_ONCE = 100;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Some changes are missing: the client has to read everything again. */
    private static final String RESET = "event: reset\ndata: {}\n\n";

    private final LiveHub hub;
    private final LongSupplier nanoTime;
    private final Runnable closed;
    private String before = "retry: 2000\n\n";
    private long seen;
    private long spoke;

    /**
     * @param lastId the id of the last change that the client has seen; empty: it starts now
     * @param closed called once, when the stream ends
     */
    LiveBody(LiveHub hub, String lastId, LongSupplier nanoTime, Runnable closed) {
        this.hub = hub;
        this.nanoTime = nanoTime;
        this.closed = closed;
        this.spoke = nanoTime.getAsLong();
        long last = hub.last();
        Optional<Long> resumed = hub.number(lastId);
        this.seen = resumed.orElse(last);
        if (resumed.isEmpty() && !lastId.isEmpty()) {
            reset(last);
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public @Nullable ByteBuffer next() {
        Optional<List<LiveHub.Change>> more = hub.after(seen, AT_ONCE);
        if (more.isEmpty()) {
            reset(hub.last());
        }
        StringBuilder text = new StringBuilder(before);
        before = "";
        for (LiveHub.Change change : more.orElse(List.of())) {
            seen = change.number();
            text.append("id: ").append(hub.id(seen)).append("\nevent: ").append(change.kind());
            text.append("\ndata: ").append(change.json()).append("\n\n");
        }
        long now = nanoTime.getAsLong();
        if (text.length() == 0 && now - spoke >= HEARTBEAT.toNanos()) {
            text.append(": all is well\n\n");
        }
        if (text.length() > 0) {
            spoke = now;
        }
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void reset(long last) {
        seen = last;
        before = before + "id: " + hub.id(last) + "\n" + RESET;
    }

    @Override
    public void whenMore(Runnable more) {
        hub.await(more);
    }

    @Override
    public void close() {
        closed.run();
    }
}
