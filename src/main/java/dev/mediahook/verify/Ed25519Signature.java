package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.verify.Ed25519KeySet.Published;
import java.time.Instant;
import java.util.List;

/**
 * Verifies Ed25519 signatures with the keys that a sender publishes. All keys are tried, since a key's ID is only a
 * hint. If no key fits the signature, the keys are fetched again.
 */
final class Ed25519Signature implements Verifier {

    private final SignatureForm form;
    private final String keyId;
    private final KeyCache<Published> cache;

    /**
     * @param keyId the header that names the key; empty if there is none
     */
    Ed25519Signature(SignatureForm form, String keyId, KeyCache<Published> cache) {
        this.form = form;
        this.keyId = keyId;
        this.cache = cache;
    }

    /** The keys are fetched only if the delivery has the form of a signed one. */
    @Override
    public Verdict verify(Delivery delivery) {
        Instant now = delivery.receivedAt();
        Verdict verdict = form.verdict(delivery, (text, signatures) -> signed(text, signatures, now));
        return verdict instanceof Verdict.Refused refused && refused.cause() == RefusalCause.SIGNATURE_WRONG
                ? explained(delivery, refused)
                : verdict;
    }

    private boolean signed(List<byte[]> text, List<byte[]> signatures, Instant now) {
        List<Published> keys = cache.keys(now);
        if (signed(text, signatures, keys)) {
            return true;
        }
        List<Published> newer = cache.newer(now);
        return newer != keys && signed(text, signatures, newer);
    }

    private static boolean signed(List<byte[]> text, List<byte[]> signatures, List<Published> keys) {
        return keys.stream().anyMatch(one -> one.key().matchesAny(signatures, text));
    }

    private Verdict explained(Delivery delivery, Verdict.Refused wrong) {
        List<Published> keys = cache.keys(delivery.receivedAt());
        if (keys.isEmpty()) {
            return new Verdict.Refused(RefusalCause.KEYS_UNAVAILABLE);
        }
        String named = keyId.isEmpty() ? "" : delivery.head().header(keyId);
        boolean unknown =
                !named.isEmpty() && keys.stream().noneMatch(key -> key.id().equals(named));
        return unknown ? new Verdict.Refused(RefusalCause.KEY_UNKNOWN) : wrong;
    }
}
