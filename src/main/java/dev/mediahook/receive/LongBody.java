package dev.mediahook.receive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is made while it is sent: too long for the heap, or without an end. One thread at a time
 * uses it, and it is closed once, however the answer ends.
 */
public interface LongBody extends AutoCloseable {

    /** How many bytes there are; empty if nobody knows. */
    OptionalLong length();

    /**
     * The next piece: empty if there is none yet, null at the end. Reads from a disk or a store at most.
     *
     * @throws IOException if the rest can't be had
     */
    @Nullable
    ByteBuffer next() throws IOException;

    /** Has something run, once, as soon as there may be a piece after one that was empty. */
    default void whenMore(Runnable more) {
        more.run();
    }

    @Override
    void close();
}
