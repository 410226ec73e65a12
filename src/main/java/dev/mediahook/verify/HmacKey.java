package dev.mediahook.verify;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An HMAC key. The only class that computes HMACs, for deliveries that arrive and for requests that we send. */
public final class HmacKey {

    /** The HMAC algorithm that every Java platform has. */
    public static final String SHA256 = "HmacSHA256";

    private final SecretKeySpec key;

    /** Only ever cloned, since Java searches its providers each time a new one is created. */
    private final Mac ready;

    /**
     * @param algorithm a JCA name such as {@code HmacSHA256}
     * @param bytes at least one
     * @throws IllegalArgumentException if the key is empty or there is no such algorithm
     */
    public HmacKey(String algorithm, byte[] bytes) {
        this.key = new SecretKeySpec(bytes, algorithm);
        this.ready = made();
    }

    /** Compares with every signature, even after a match, so that the time taken reveals nothing. */
    boolean matchesAny(List<byte[]> signatures, List<byte[]> text) {
        byte[] expected = sign(text);
        boolean made = false;
        for (byte[] signature : signatures) {
            made |= MessageDigest.isEqual(expected, signature);
        }
        return made;
    }

    /** The HMAC of the concatenated pieces. */
    public byte[] sign(List<byte[]> text) {
        Mac mac = mac();
        text.forEach(mac::update);
        return mac.doFinal();
    }

    private Mac mac() {
        try {
            return (Mac) ready.clone();
        } catch (CloneNotSupportedException ofThisProvider) {
            return made();
        }
    }

    private Mac made() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("algorithm: there is no HMAC named " + key.getAlgorithm(), unusable);
        }
    }
}
