package dev.mediahook.receive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is produced while it is sent, because it is too long for the heap or has no end. One
 * thread at a time uses it. It is closed once, however the answer ends.
 */
public interface LongBody extends AutoCloseable {

    /** The number of bytes; empty if unknown. */
    OptionalLong length();

    /**
     * The next piece: empty if there is none yet, null at the end. May block for a disk or a store, but for nothing
     * else.
     *
     * @throws IOException if the rest can't be read
     */
    @Nullable
    ByteBuffer next() throws IOException;

    /** Runs the callback once, as soon as there may be a piece again after {@link #next} returned an empty one. */
    default void whenMore(Runnable more) {
        more.run();
    }

    @Override
    void close();
}
