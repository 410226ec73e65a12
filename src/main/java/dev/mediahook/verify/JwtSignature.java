package dev.mediahook.verify;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.RefusalCause;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies a JWT in one header, signed with RS256 by a key that the sender publishes. */
final class JwtSignature implements Verifier {

    private final String header;
    private final JwtClaims expected;
    private final KeyCache<RSAKey> cache;

    JwtSignature(String header, JwtClaims expected, KeyCache<RSAKey> cache) {
        this.header = header;
        this.expected = expected;
        this.cache = cache;
    }

    @Override
    public Verdict verify(Delivery delivery) {
        try {
            SignedJWT token = SignedJWT.parse(SignatureHeader.one(delivery.head(), header));
            RefusalCause cause = signature(token, delivery.receivedAt());
            if (cause != null) {
                return new Verdict.Refused(cause);
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            return claims == null ? malformed("no claims") : expected.verdict(claims, delivery);
        } catch (ParseException | IllegalArgumentException unreadable) {
            return malformed("no signed JWT");
        } catch (Unverifiable unverifiable) {
            return unverifiable.verdict();
        }
    }

    private Verdict malformed(String detail) {
        return new Verdict.Refused(RefusalCause.SIGNATURE_MALFORMED, header + " holds " + detail);
    }

    /** What is wrong with the signature, or null if nothing is. */
    private @Nullable RefusalCause signature(SignedJWT token, Instant now) {
        String id = token.getHeader().getKeyID();
        List<RSAKey> all = cache.keys(now);
        List<RSAKey> named = named(all, id);
        if (named.isEmpty() && !all.isEmpty()) {
            named = named(cache.newer(now), id);
        }
        if (named.stream().anyMatch(key -> Rs256Jws.signed(token, key))) {
            return null;
        }
        if (all.isEmpty()) {
            return RefusalCause.KEYS_UNAVAILABLE;
        }
        return named.isEmpty() ? RefusalCause.KEY_UNKNOWN : RefusalCause.SIGNATURE_WRONG;
    }

    /** The keys with that ID; every key if the token names none. */
    private static List<RSAKey> named(List<RSAKey> keys, @Nullable String id) {
        return keys.stream()
                .filter(key -> id == null || id.equals(key.getKeyID()))
                .toList();
    }
}
