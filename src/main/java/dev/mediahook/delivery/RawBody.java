package dev.mediahook.delivery;

import java.security.MessageDigest;

/** The bytes of a request exactly as they came. Nobody may change them: they are what the signature covers. */
public final class RawBody {

    private final byte[] bytes;

    private RawBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes the array over without copying it.
     *
     * @param bytes not to be changed by the caller from here on
     */
    public static RawBody of(byte[] bytes) {
        return new RawBody(bytes);
    }

    /** The array itself, for reading only. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    /** Lower-case hex. */
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes);
        return Sha256.hex(digest);
    }
}
