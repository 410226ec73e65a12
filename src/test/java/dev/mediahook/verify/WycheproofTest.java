package dev.mediahook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wycheproof's vectors cover the mistakes that implementations of these algorithms make most often. */
class WycheproofTest {

    @ParameterizedTest
    @CsvSource({
        "HmacSHA1, hmac_sha1_test.json",
        "HmacSHA256, hmac_sha256_test.json",
        "HmacSHA512, hmac_sha512_test.json",
    })
    void hmac(String algorithm, String file) throws IOException {
        assertThat(Vectors.misjudged(Vectors.groups(file), (group, test) -> {
                    int length = group.path("tagSize").asInt() / 8;
                    HmacKey key = new HmacKey(algorithm, Vectors.hex(test.path("key")));
                    byte[] tag = Vectors.hex(test.path("tag"));
                    List<byte[]> text = List.of(Vectors.hex(test.path("msg")));
                    boolean whole = length == key.sign(text).length;
                    // No sender shortens an HMAC, so a shortened one is refused.
                    return whole
                            ? key.matchesAny(List.of(tag), text)
                            : !key.matchesAny(List.of(tag), text)
                                    && Arrays.equals(Arrays.copyOf(key.sign(text), length), tag);
                }))
                .isEmpty();
    }

    @Test
    void ed25519() throws IOException {
        assertThat(Vectors.misjudged(Vectors.groups("ed25519_test.json"), (group, test) -> new Ed25519Key(
                                Vectors.hex(group.path("publicKey").path("pk")))
                        .matchesAny(List.of(Vectors.hex(test.path("sig"))), List.of(Vectors.hex(test.path("msg"))))))
                .isEmpty();
    }

    @Test
    void rsaSignaturesOfPkcs1() throws IOException {
        JWSHeader header = new JWSHeader(JWSAlgorithm.RS256);

        assertThat(Vectors.misjudged(
                        Vectors.groups("rsa_signature_2048_sha256_test.json"),
                        (group, test) -> keys(group.path("keyJwk")).stream()
                                .anyMatch(key -> Rs256Jws.signed(
                                        header,
                                        Vectors.hex(test.path("msg")),
                                        Base64URL.encode(Vectors.hex(test.path("sig"))),
                                        key))))
                .isEmpty();
    }

    /** If a case is about another algorithm, nothing may verify, since only RS256 is accepted. */
    @ParameterizedTest
    @CsvSource({"json_web_signature_test.json", "json_web_key_test.json"})
    void jsonWebSignaturesAndKeys(String file) throws IOException {
        List<JsonNode> groups =
                StreamSupport.stream(Vectors.groups(file).spliterator(), false).toList();

        assertThat(Vectors.misjudged(ofRs256(groups, true).toList(), WycheproofTest::verifies))
                .isEmpty();
        assertThat(ofRs256(groups, false)
                        .flatMap(group -> StreamSupport.stream(
                                        group.path("tests").spliterator(), false)
                                .filter(test -> verifies(group, test)))
                        .map(test ->
                                test.path("tcId") + " " + test.path("comment").asText()))
                .isEmpty();
    }

    private static Stream<JsonNode> ofRs256(List<JsonNode> groups, boolean wanted) {
        return groups.stream().filter(group -> {
            JsonNode key = group.has("public") ? group.path("public") : group.path("private");
            return wanted == key.findValuesAsText("alg").contains("RS256");
        });
    }

    private static boolean verifies(JsonNode group, JsonNode test) {
        try {
            JWSObject token = JWSObject.parse(test.path("jws").asText());
            return keys(group.has("public") ? group.path("public") : group.path("private")).stream()
                    .anyMatch(key -> Rs256Jws.signed(token, key));
        } catch (ParseException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** The keys of a set. A single key counts as a set of one. */
    private static List<RSAKey> keys(JsonNode json) {
        JsonNode set = json.has("keys")
                ? json
                : JsonNodeFactory.instance
                        .objectNode()
                        .set("keys", JsonNodeFactory.instance.arrayNode().add(json));
        try {
            return Rs256Jws.keys(set.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException none) {
            return List.of();
        }
    }
}
