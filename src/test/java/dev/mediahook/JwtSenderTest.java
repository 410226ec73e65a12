package dev.mediahook;

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
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.delivery.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender whose deliveries carry a JWT needs only a route file. Its published keys are fetched from their URL. */
class JwtSenderTest {

    private static final String ISSUER = "https://issuer.example";

    @TempDir
    static Path data;

    static RSAKey key;
    static RSAKey next;
    static HttpServer server;
    static TestGateway gateway;
    static volatile byte[] published;
    static final AtomicInteger FETCHED = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        next = new RSAKeyGenerator(2048).keyID("two").generate();
        published = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks.json", exchange -> {
            FETCHED.incrementAndGet();
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        server.start();
        gateway = TestGateway.start(
                data,
                Map.of("mediahook.whole.api-key", "any", "mediahook.uncovered.api-key", "any"),
                SenderFile.all(file("whole", "audience: us", "bodyHash: body"), file("uncovered", "audience: us")));
    }

    private static SenderFile file(String sender, String... more) {
        String[] properties = new String[3 + more.length];
        properties[0] = "sender: SENDER";
        properties[1] = "issuer: " + ISSUER;
        properties[2] = "jwks: http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
        System.arraycopy(more, 0, properties, 3, more.length);
        return new SenderFile(sender)
                .verifier("JwtSignatureProcessor", properties)
                .mapping("jobId: $.id", "status: $.status", "failed: failed");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        server.stop(0);
    }

    @Test
    void takesATokenForUsOverThisBodyAndNoOther() throws JOSEException {
        String body = body("one");

        assertThat(deliver("whole", body, rs256(key, claims(body))).statusCode())
                .isEqualTo(200);
        gateway.awaitJob("whole", "one", "failed");
        assertRefused(deliver("whole", body("two"), rs256(key, claims(body))));
        assertRefused(deliver("whole", body, rs256(key, claims(body).audience("others"))));
        assertRefused(deliver("whole", body, rs256(key, claims(body).issuer("https://other.example"))));
        assertRefused(deliver("whole", body, rs256(key, claims(body).issueTime(before(Duration.ofMinutes(6))))));
        assertRefused(gateway.post("/webhooks/whole", body.getBytes(UTF_8)));
        assertThat(gateway.get("/api/rejections").toString()).contains("the audience is another");
    }

    @Test
    void takesNoOtherAlgorithmWhateverTheTokenAsksFor() throws JOSEException {
        byte[] asSecret = key.toPublicJWK().toRSAPublicKey().getEncoded();
        String body = body("three");

        assertRefused(deliver("whole", body, token(JWSAlgorithm.HS256, new MACSigner(asSecret), "one", claims(body))));
        assertRefused(deliver("whole", body, token(JWSAlgorithm.PS256, new RSASSASigner(key), "one", claims(body))));
    }

    @Test
    void takesATokenThatSaysNothingOfTheBodyAsItTakesATokenInAPath() throws JOSEException {
        assertThat(deliver("uncovered", body("four"), rs256(key, claims("another body")))
                        .statusCode())
                .isEqualTo(200);
        gateway.awaitJob("uncovered", "four", "failed");
    }

    /** The cache fetches the keys again for an unknown key id, but not for each of a stranger's tokens. */
    @Test
    void learnsAKeyThatIsPublishedLater() throws JOSEException {
        String body = body("five");
        deliver("uncovered", body, rs256(key, claims(body)));
        published = new JWKSet(List.of(key.toPublicJWK(), next.toPublicJWK()))
                .toString()
                .getBytes(UTF_8);
        int before = FETCHED.get();

        assertThat(deliver("uncovered", body, rs256(next, claims(body))).statusCode())
                .isEqualTo(200);
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("three").generate();
        for (int i = 0; i < 5; i++) {
            assertRefused(deliver("uncovered", body, rs256(stranger, claims(body))));
        }
        assertThat(FETCHED.get()).isEqualTo(before + 1);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    }

    private static HttpResponse<String> deliver(String sender, String body, String token) {
        return gateway.post("/webhooks/" + sender, body.getBytes(UTF_8), "Webhook-Signature", token);
    }

    private static String body(String job) {
        return "{\"id\":\"" + job + "\",\"status\":\"failed\"}";
    }

    private static Date before(Duration time) {
        return Date.from(Instant.now().minus(time));
    }

    private static JWTClaimsSet.Builder claims(String body) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("us")
                .issueTime(before(Duration.ZERO))
                .claim("body", HexFormat.of().formatHex(Sha256.digest().digest(body.getBytes(UTF_8))));
    }

    private static String rs256(RSAKey key, JWTClaimsSet.Builder claims) throws JOSEException {
        return token(JWSAlgorithm.RS256, new RSASSASigner(key), key.getKeyID(), claims);
    }

    private static String token(JWSAlgorithm algorithm, JWSSigner signer, String keyId, JWTClaimsSet.Builder claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }
}
