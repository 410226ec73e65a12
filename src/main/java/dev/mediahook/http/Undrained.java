package dev.mediahook.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stranger's body: its end is seen for what it is, closing it does not read it to its end, and no more is read than the
 * limit, with all that the transfer itself adds.
 */
public final class Undrained extends FilterInputStream {

    private final long limit;
    private final LongSupplier onTheWire;
    private long taken;
    private @Nullable IOException broken;

    /** More came than the limit. */
    public static final class TooMuch extends IOException {

        private static final long serialVersionUID = 1;

        TooMuch() {
            super("more than the limit");
        }
    }

    /**
     * @param limit of bytes
     * @param onTheWire how many bytes the transfer has brought so far, chunk sizes and extensions too
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

    /** A decoder that looks for more after an end takes what breaks there for the end of all. */
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

    /** Else a decoder believes a buffer's end to be the body's. */
    @Override
    public int available() {
        return 1;
    }

    @Override
    public void close() {}
}
