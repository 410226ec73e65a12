package dev.mediahook.verify;

import org.jspecify.annotations.NullUnmarked;

/** Refuses a delivery that does not carry the sender's token in a header: {@code Authorization: Bearer {token}}. */
@NullUnmarked
public final class HeaderTokenProcessor extends VerifierProcessor {

    private String header = "Authorization";
    private String scheme;
    private String tokens;

    @Override
    Verifier verifier() {
        return new Token(TokenPlaces.header(header, scheme()), tokens(tokens));
    }

    private String scheme() {
        if (scheme != null) {
            return scheme;
        }
        return header.equalsIgnoreCase("Authorization") ? "Bearer" : "";
    }

    @Override
    String property() {
        return tokens;
    }

    @Override
    String header() {
        return header;
    }

    /** The header that holds the token; default {@code Authorization}. */
    public void setHeader(String header) {
        this.header = header;
    }

    /**
     * The word before the token and a blank; default {@code Bearer} in {@code Authorization}, none in other headers.
     */
    public void setScheme(String scheme) {
        this.scheme = scheme;
    }

    /** The name of the property that holds the tokens, comma-separated. */
    public void setTokens(String tokens) {
        this.tokens = tokens;
    }
}
