package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.TIME;
import static dev.mediahook.verify.Deliveries.assertRefused;
import static dev.mediahook.verify.Deliveries.assertVerified;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.RefusalCause;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Only RS256 tokens verify. Known ways to pass off other tokens as RS256 tokens are refused. */
class JwtSignatureTest {

    private static final String BODY = "{\"type\":\"video.generated\"}";
    private static final String BODY_SHA256 = "1f3c63f0bd1bf1cf2a7e3d1e2f3f1b0c";

    private static RSAKey key;
    private static RSAKey other;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        other = new RSAKeyGenerator(2048).keyID("two").generate();
    }

    @Test
    void verifiesATokenForUsOverThisBody() throws JOSEException {
        assertVerified(verify(rs256(key, claims().build())));
    }

    @Test
    void tellsATokenThatLeavesTheBodyUncovered() throws JOSEException {
        assertThat(verifier("").verify(Deliveries.of(BODY, "Webhook-Signature", rs256(key, claims().build()))))
                .isEqualTo(new Verdict.Verified(Proof.TOKEN));
    }

    @Test
    void refusesAnotherIssuerAudienceOrBody() throws JOSEException {
        assertRefused(
                verify(rs256(key, claims().issuer("https://other.example").build())), RefusalCause.SIGNATURE_WRONG);
        assertRefused(verify(rs256(key, claims().audience("others").build())), RefusalCause.SIGNATURE_WRONG);
        assertRefused(verify(rs256(key, claims().audience((String) null).build())), RefusalCause.SIGNATURE_WRONG);
        assertRefused(verify(rs256(key, claims().claim("body", BODY_SHA256).build())), RefusalCause.SIGNATURE_WRONG);
        assertRefused(verify(rs256(key, claims().claim("body", null).build())), RefusalCause.SIGNATURE_WRONG);
        assertRefused(verify(rs256(key, claims().claim("body", 7).build())), RefusalCause.SIGNATURE_WRONG);
    }

    @Test
    void refusesWhatIsOutOfTimeOrHasNone() throws JOSEException {
        assertRefused(verify(rs256(key, claims().issueTime(at(TIME - 301)).build())), RefusalCause.SIGNATURE_TOO_OLD);
        assertRefused(verify(rs256(key, claims().issueTime(at(TIME + 301)).build())), RefusalCause.SIGNATURE_TOO_NEW);
        assertRefused(
                verify(rs256(key, claims().expirationTime(at(TIME - 301)).build())), RefusalCause.SIGNATURE_TOO_OLD);
        assertRefused(
                verify(rs256(key, claims().notBeforeTime(at(TIME + 301)).build())), RefusalCause.SIGNATURE_TOO_NEW);
        assertRefused(verify(rs256(key, claims().issueTime(null).build())), RefusalCause.SIGNATURE_MALFORMED);
    }

    @Test
    void refusesAKeyThatIsNotPublished() throws JOSEException {
        assertRefused(verify(rs256(other, claims().build())), RefusalCause.KEY_UNKNOWN);
        RSAKey posing = new RSAKey.Builder(other).keyID("one").build();
        assertRefused(verify(rs256(posing, claims().build())), RefusalCause.SIGNATURE_WRONG);
    }

    /** Everybody knows the public key. If it were taken for an HMAC secret, anybody could sign with it. */
    @Test
    void refusesEveryOtherAlgorithm() throws JOSEException {
        byte[] asSecret = key.toPublicJWK().toRSAPublicKey().getEncoded();
        String hs256 = signed(JWSAlgorithm.HS256, new MACSigner(asSecret), claims().build());
        String ps256 = signed(JWSAlgorithm.PS256, new RSASSASigner(key), claims().build());
        String rs512 = signed(JWSAlgorithm.RS512, new RSASSASigner(key), claims().build());
        String none = new PlainJWT(claims().build()).serialize();

        assertRefused(verify(hs256), RefusalCause.SIGNATURE_WRONG);
        assertRefused(verify(ps256), RefusalCause.SIGNATURE_WRONG);
        assertRefused(verify(rs512), RefusalCause.SIGNATURE_WRONG);
        assertRefused(verify(none), RefusalCause.SIGNATURE_MALFORMED);
        assertRefused(verify("no token"), RefusalCause.SIGNATURE_MALFORMED);
        assertRefused(verify("a.b.c"), RefusalCause.SIGNATURE_MALFORMED);
    }

    private static Verdict verify(String token) {
        return verifier("body").verify(Deliveries.of(BODY, "Webhook-Signature", token));
    }

    private static Verifier verifier(String bodyHash) {
        byte[] set = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
        return new JwtSignature(
                "Webhook-Signature",
                new JwtClaims("https://issuer.example", "us", bodyHash, Duration.ofMinutes(5)),
                new KeyCache<>(URI.create("https://keys.example/jwks"), address -> set, Rs256Jws::keys));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://issuer.example")
                .audience("us")
                .issueTime(at(TIME))
                .claim("body", Deliveries.of(BODY).body().sha256());
    }

    private static Date at(long seconds) {
        return new Date(seconds * 1000);
    }

    private static String rs256(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.RS256, new RSASSASigner(key), key.getKeyID(), claims);
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        return signed(algorithm, signer, "one", claims);
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, String keyId, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }
}
