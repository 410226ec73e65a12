package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.RequestHead;

/**
 * Verifies a signature or, if the delivery has no signature header, the secret itself in a header of its own. A
 * delivery with a wrong signature gets no second try.
 */
final class SignatureOrSharedSecret implements SecretVerifier {

    private final String signatureHeader;
    private final SecretVerifier signature;
    private final String sharedHeader;
    private final SecretVerifier shared;

    SignatureOrSharedSecret(
            String signatureHeader, SecretVerifier signature, String sharedHeader, SecretVerifier shared) {
        this.signatureHeader = signatureHeader;
        this.signature = signature;
        this.sharedHeader = sharedHeader;
        this.shared = shared;
    }

    @Override
    public Verdict verify(Delivery delivery) {
        return in(delivery).verify(delivery);
    }

    @Override
    public Verdict verify(Delivery delivery, String secret) {
        return in(delivery).verify(delivery, secret);
    }

    private SecretVerifier in(Delivery delivery) {
        RequestHead head = delivery.head();
        boolean sharedAlone =
                head.values(SignatureHeader.present(head, signatureHeader)).isEmpty()
                        && !head.values(sharedHeader).isEmpty();
        return sharedAlone ? shared : signature;
    }
}
