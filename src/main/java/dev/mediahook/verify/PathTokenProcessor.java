package dev.mediahook.verify;

import org.jspecify.annotations.NullUnmarked;

/** Refuses a delivery whose path does not end in the sender's token: {@code /webhooks/{sender}/{token}}. */
@NullUnmarked
public final class PathTokenProcessor extends VerifierProcessor {

    private String tokens;

    @Override
    Verifier verifier() {
        return new Token(PathToken::in, tokens(tokens));
    }

    @Override
    public boolean takesToken() {
        return true;
    }

    @Override
    String property() {
        return tokens;
    }

    /** The name of the property that holds the tokens, comma-separated. */
    public void setTokens(String tokens) {
        this.tokens = tokens;
    }
}
