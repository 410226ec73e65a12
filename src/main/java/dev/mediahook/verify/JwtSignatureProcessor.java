package dev.mediahook.verify;

import dev.mediahook.config.SettingsFault;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * Refuses a delivery without a valid JWT, signed with RS256 by a key that its sender publishes. Needs
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

    /** The required issuer of the token; left out: anyone who has the key. */
    public void setIssuer(String issuer) {
        this.issuer = issuer;
    }

    /** The required audience of the token; left out: any. */
    public void setAudience(String audience) {
        this.audience = audience;
    }

    /**
     * The claim with the body's SHA-256. If left out, the token proves nothing about the body, and a success needs a
     * confirmation.
     */
    public void setBodyHash(String bodyHash) {
        this.bodyHash = bodyHash;
    }
}
