package dev.mediahook.verify;

import org.jspecify.annotations.NullUnmarked;

/** Refuses a delivery whose query does not hold the sender's token: {@code /webhooks/{sender}?token={token}}. */
@NullUnmarked
public final class QueryTokenProcessor extends VerifierProcessor {

    private String parameter = "token";
    private String tokens;

    @Override
    Verifier verifier() {
        return new Token(TokenPlaces.query(parameter), tokens(tokens));
    }

    @Override
    String property() {
        return tokens;
    }

    /** The parameter that holds the token; default {@code token}. */
    public void setParameter(String parameter) {
        this.parameter = parameter;
    }

    /** The name of the property that holds the tokens, comma-separated. */
    public void setTokens(String tokens) {
        this.tokens = tokens;
    }
}
