package dev.mediahook.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer from an untrusted server. It reports its real end, so that a broken transfer never looks
 * complete. Closing it does not read the rest. No more than the limit is read, including what the transfer itself adds.
 */
public final class Undrained extends FilterInputStream {

    private final long limit;
    private final LongSupplier onTheWire;
    private long taken;
    private @Nullable IOException broken;

    /** The body exceeds the limit. */
    public static final class TooMuch extends IOException {

        private static final long serialVersionUID = 1;

        TooMuch() {
            super("more than the limit");
        }
    }

    /**
     * @param limit in bytes
     * @param onTheWire how many bytes the transfer has brought so far, including chunk sizes and extensions
     */
    public Undrained(InputStream raw, long limit, LongSupplier onTheWire) {
        super(raw);
        this.limit = limit;
        this.onTheWire = onTheWire;
    }

    /** How many bytes of the body were read. */
    public long taken() {
        return taken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Repeats a failure at each read. Some decoders look for more data after an end and take a failure there for the
     * end of the body.
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (broken != null) {
            throw broken;
        }
        try {
            int read = super.read(bytes, offset, length);
            taken += Math.max(0, read);
            if (taken > limit || onTheWire.getAsLong() > limit) {
                throw new TooMuch();
            }
            return read;
        } catch (IOException breaks) {
            broken = breaks;
            throw breaks;
        }
    }

    /** Otherwise a decoder takes the end of a buffer for the end of the body. */
    @Override
    public int available() {
        return 1;
    }

    @Override
    public void close() {}
}
