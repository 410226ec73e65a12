package dev.mediahook.verify;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/** An Ed25519 public key (RFC 8032), made from its 32 bytes. */
final class Ed25519Key {

    private static final String ALGORITHM = "Ed25519";
    private static final int LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;
    /** The DER prefix of RFC 8410 that precedes the key's bytes. */
    private static final byte[] X509_HEADER = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    /**
     * @throws IllegalArgumentException if the bytes are not the 32 bytes of a key
     */
    Ed25519Key(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a public key of Ed25519 has 32 bytes, not " + bytes.length);
        }
        byte[] encoded = new byte[X509_HEADER.length + LENGTH];
        System.arraycopy(X509_HEADER, 0, encoded, 0, X509_HEADER.length);
        System.arraycopy(bytes, 0, encoded, X509_HEADER.length, LENGTH);
        try {
            this.key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException noPoint) {
            throw new IllegalArgumentException("no public key of Ed25519", noPoint);
        }
    }

    boolean matchesAny(List<byte[]> signatures, List<byte[]> text) {
        return signatures.stream().anyMatch(signature -> made(signature, text));
    }

    private boolean made(byte[] given, List<byte[]> text) {
        if (given.length != SIGNATURE_LENGTH) {
            // The platform ignores bytes after the signature.
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            for (byte[] piece : text) {
                signature.update(piece);
            }
            return signature.verify(given);
        } catch (SignatureException notOfThisForm) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform since 15 has " + ALGORITHM, impossible);
        }
    }
}
