package dev.mediahook.verify;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Sha256;
import dev.mediahook.receive.RefusalCause;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The claims that a token must make.
 *
 * @param issuer the required issuer; empty: any
 * @param audience the required audience; empty: any
 * @param bodyHash the claim that holds the body's SHA-256, in hex or in URL-safe base64; empty if there is none
 * @param tolerance the greatest age of a token, and the greatest difference of the clocks
 */
record JwtClaims(String issuer, String audience, String bodyHash, Duration tolerance) {

    Verdict verdict(JWTClaimsSet claims, Delivery delivery) {
        if (!issuer.isEmpty() && !issuer.equals(claims.getIssuer())) {
            return wrong("the issuer is another");
        }
        if (!audience.isEmpty() && !claims.getAudience().contains(audience)) {
            return wrong("the audience is another");
        }
        Verdict outOfTime = time(claims, delivery.receivedAt());
        if (outOfTime != null) {
            return outOfTime;
        }
        if (bodyHash.isEmpty()) {
            return new Verdict.Verified(Proof.TOKEN);
        }
        return hashes(claims, delivery.body().bytes())
                ? new Verdict.Verified(Proof.SIGNED)
                : wrong("the body is not the one that was signed");
    }

    /** A token without any time would be valid for ever. */
    private @Nullable Verdict time(JWTClaimsSet claims, Instant now) {
        Instant issued = instant(claims.getIssueTime());
        Instant expires = instant(claims.getExpirationTime());
        Instant begins = instant(claims.getNotBeforeTime());
        if (issued == null && expires == null) {
            return new Verdict.Refused(RefusalCause.SIGNATURE_MALFORMED, "the token has neither iat nor exp");
        }
        if (expires != null && now.isAfter(expires.plus(tolerance))) {
            return new Verdict.Refused(RefusalCause.SIGNATURE_TOO_OLD, "the token has expired");
        }
        if (begins != null && now.isBefore(begins.minus(tolerance))) {
            return new Verdict.Refused(RefusalCause.SIGNATURE_TOO_NEW, "the token is not valid yet");
        }
        return issued == null ? null : SignedTime.refusal(issued, now, tolerance);
    }

    private boolean hashes(JWTClaimsSet claims, byte[] body) {
        byte[] hash = Sha256.digest().digest(body);
        try {
            String claimed = claims.getStringClaim(bodyHash);
            if (claimed == null) {
                return false;
            }
            byte[] given = claimed.length() == 2 * hash.length
                    ? HexFormat.of().parseHex(claimed)
                    : Base64.getUrlDecoder().decode(claimed);
            return MessageDigest.isEqual(hash, given);
        } catch (ParseException | IllegalArgumentException noHash) {
            return false;
        }
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static Verdict wrong(String detail) {
        return new Verdict.Refused(RefusalCause.SIGNATURE_WRONG, detail);
    }
}
