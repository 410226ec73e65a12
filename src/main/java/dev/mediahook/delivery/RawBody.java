package dev.mediahook.delivery;

import java.security.MessageDigest;

/** The bytes of a request exactly as they came. They must not be changed: the signature covers them. */
public final class RawBody {

    private final byte[] bytes;

    private RawBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Wraps the array without copying it.
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

    /** The SHA-256 of the bytes, in lower-case hex. */
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes);
        return Sha256.hex(digest);
    }
}
