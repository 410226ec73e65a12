package dev.mediahook.verify;

import dev.mediahook.config.SettingsFault;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * Refuses a delivery without a JWT, signed with RS256 by a key that its sender publishes. Needs
 * {@code com.nimbusds:nimbus-jose-jwt} on the class path.
 */
@NullUnmarked
public final class JwtSignatureProcessor extends PublishedKeysProcessor {

    private String header = "Webhook-Signature";
    private String issuer = "";
    private String audience = "";
    private String bodyHash = "";

    @Override
    Verifier verifier() {
        try {
            return new JwtSignature(
                    header, new JwtClaims(issuer, audience, bodyHash, tolerance()), cache(Rs256Jws::keys));
        } catch (NoClassDefFoundError missing) {
            throw new SettingsFault(
                    List.of("a bean JwtSignatureProcessor: needs com.nimbusds:nimbus-jose-jwt on the class path"));
        }
    }

    @Override
    String header() {
        return header;
    }

    /** The header that holds the token; default {@code Webhook-Signature}. */
    public void setHeader(String header) {
        this.header = header;
    }

    /** Who has to have issued the token; left out: anybody who has the key. */
    public void setIssuer(String issuer) {
        this.issuer = issuer;
    }

    /** For whom the token has to be; left out: anybody. */
    public void setAudience(String audience) {
        this.audience = audience;
    }

    /**
     * The claim with the body's SHA-256. Left out, the token says nothing about the body, and a success needs a confirmation.
     */
    public void setBodyHash(String bodyHash) {
        this.bodyHash = bodyHash;
    }
}
