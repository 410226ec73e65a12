package dev.mediahook.verify;

import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.RefusalCause;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies an HMAC over the raw body, made with any one of several secrets, in one header. */
public final class HmacSignature {

    private final String header;
    private final String prefix;
    private final SignatureEncoding encoding;
    private final String algorithm;
    private final KeyDerivation derivation;
    private final List<SecretKeySpec> keys;

    /**
     * @param header whose value is the prefix and the signature
     * @param prefix such as {@code sha256=}, or empty
     * @param algorithm a JCA name such as {@code HmacSHA256}
     * @param secrets each is valid, so that a secret can be changed without losing a delivery; with none nothing is
     */
    public HmacSignature(
            String header,
            String prefix,
            SignatureEncoding encoding,
            String algorithm,
            KeyDerivation derivation,
            List<String> secrets) {
        this.header = header;
        this.prefix = prefix;
        this.encoding = encoding;
        this.algorithm = algorithm;
        this.derivation = derivation;
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(derivation.key(secret), algorithm))
                .toList();
    }

    /** The verdict of all the secrets. */
    public Verdict verify(Delivery delivery) {
        return verify(delivery, keys);
    }

    /** The verdict of one other secret alone, with the same header and encoding. */
    Verdict verify(Delivery delivery, String secret) {
        return verify(delivery, List.of(new SecretKeySpec(derivation.key(secret), algorithm)));
    }

    private Verdict verify(Delivery delivery, List<SecretKeySpec> keys) {
        List<String> values = delivery.head().values(header);
        if (values.size() != 1) {
            return new Verdict.Refused(
                    values.isEmpty() ? RefusalCause.SIGNATURE_MISSING : RefusalCause.SIGNATURE_REPEATED);
        }
        String value = values.get(0);
        if (!value.startsWith(prefix)) {
            return new Verdict.Refused(RefusalCause.SIGNATURE_MALFORMED);
        }
        byte[] given;
        try {
            given = encoding.decode(value.substring(prefix.length()));
        } catch (IllegalArgumentException malformed) {
            return new Verdict.Refused(RefusalCause.SIGNATURE_MALFORMED);
        }
        return signedByOneOf(keys, given, delivery.body().bytes())
                ? new Verdict.Verified()
                : new Verdict.Refused(RefusalCause.SIGNATURE_WRONG);
    }

    /** Tries every key whatever the earlier ones said, so that the time taken tells nothing. */
    private boolean signedByOneOf(List<SecretKeySpec> keys, byte[] given, byte[] body) {
        boolean matches = false;
        for (SecretKeySpec key : keys) {
            matches |= MessageDigest.isEqual(hmac(key, body), given);
        }
        return matches;
    }

    private byte[] hmac(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("no HMAC algorithm named " + algorithm, unusable);
        }
    }
}
