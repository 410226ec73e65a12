package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.RefusalCause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies HMACs made with any of several secrets. */
final class HmacSignature implements SecretVerifier {

    private final SignatureForm form;
    private final String algorithm;
    private final KeyDerivation derivation;
    private final List<HmacKey> keys;

    /**
     * @param algorithm a JCA name such as {@code HmacSHA256}
     * @param secrets each is valid, so that a secret can be changed without losing a delivery; without any, no delivery
     *     verifies
     * @throws IllegalArgumentException if a secret can't be read as the derivation requires
     */
    HmacSignature(SignatureForm form, String algorithm, KeyDerivation derivation, List<String> secrets) {
        this.form = form;
        this.algorithm = algorithm;
        this.derivation = derivation;
        this.keys = secrets.stream()
                .map(secret -> new HmacKey(algorithm, derivation.key(secret)))
                .toList();
    }

    @Override
    public Verdict verify(Delivery delivery) {
        return verify(delivery, keys);
    }

    @Override
    public Verdict verify(Delivery delivery, String secret) {
        HmacKey key = key(secret);
        return key == null ? new Verdict.Refused(RefusalCause.SIGNATURE_WRONG) : verify(delivery, List.of(key));
    }

    private Verdict verify(Delivery delivery, List<HmacKey> keys) {
        return form.verdict(delivery, (text, signatures) -> {
            boolean signed = false;
            for (HmacKey key : keys) {
                signed |= key.matchesAny(signatures, text);
            }
            return signed;
        });
    }

    /** Null if the secret is not written in this sender's form. */
    private @Nullable HmacKey key(String secret) {
        try {
            return new HmacKey(algorithm, derivation.key(secret));
        } catch (IllegalArgumentException otherForm) {
            return null;
        }
    }
}
