package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import java.util.List;

/**
 * Verifies an unguessable token of ours that the sender sends back with each delivery, for senders that do not sign.
 */
final class Token implements SecretVerifier {

    private final Place place;
    private final TokenDigests tokens;

    /** Where a request carries the token. */
    @FunctionalInterface
    interface Place {

        /** The token; empty if there is none. */
        String token(Delivery delivery) throws Unverifiable;
    }

    /**
     * @param tokens each is valid; without any, no delivery verifies
     */
    Token(Place place, List<String> tokens) {
        this.place = place;
        this.tokens = new TokenDigests(tokens);
    }

    @Override
    public Verdict verify(Delivery delivery) {
        return verify(delivery, tokens);
    }

    @Override
    public Verdict verify(Delivery delivery, String secret) {
        return verify(delivery, new TokenDigests(List.of(secret)));
    }

    private Verdict verify(Delivery delivery, TokenDigests valid) {
        try {
            return valid.verdict(place.token(delivery));
        } catch (Unverifiable unverifiable) {
            return unverifiable.verdict();
        }
    }
}
