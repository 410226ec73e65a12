package dev.mediahook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.ShownHeaders.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownHeadersTest {

    private static List<Header> shown(String path, String name, String value) {
        return ShownHeaders.read(ShownHeaders.of(RequestHead.of(path, List.of(Map.entry(name, value)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "X-Webhook-Secret",
                "X-Auth",
                "X-Acme-Signature",
                "Webhook-Signature",
                "X-Sig",
                "X-Sign",
                "X-Api-Key",
                "apikey",
                "X-Hub-HMAC",
                "X-Jwt",
                "X-Access-Token",
                "X-Password",
                "X-Amz-Credential",
                "X-Client-Cert",
                "X-Session-Id"
            })
    void hidesWhatItsNameTellsToBeASecret(String name) {
        assertThat(shown("/webhooks/acme", name, "hush")).allMatch(header -> header.value() == null);
    }

    @Test
    void hidesWhatAVerifierHasReadWhateverItsName() {
        RequestHead head = RequestHead.of(
                        "/webhooks/acme", List.of(Map.entry("X-Proof", "hush"), Map.entry("X-Other", "seen")))
                .hiding(Set.of("X-PROOF"));

        assertThat(ShownHeaders.read(ShownHeaders.of(head)))
                .containsExactly(new Header("x-other", "seen"), new Header("x-proof", null));
    }

    @ParameterizedTest
    @CsvSource({
        "/webhooks/acme/a-token, /webhooks/acme/a-token, /webhooks/acme/hidden",
        "/webhooks/acme/a%2Ftoken, /webhooks/acme/a/token, /webhooks/acme/hidden",
        "/webhooks/acme/a%2Ftoken, https://h.example/webhooks/acme/a%2Ftoken, https://h.example/webhooks/acme/hidden",
        "/webhooks/acme/a-token/, a-token, hidden",
        "/webhooks/acme, /webhooks/acme?token=t, /webhooks/acme?hidden",
        "/webhooks/acme, https://h.example/?t=1, https://h.example/?hidden",
        "/webhooks/acme, really? yes, really? yes",
        "/webhooks/acme/%zz%, /webhooks/acme/%zz%, /webhooks/acme/hidden"
    })
    void hidesTheTokenOfThePathInEveryValue(String path, String value, String shown) {
        assertThat(shown(path, "X-Forwarded-Uri", value)).containsExactly(new Header("x-forwarded-uri", shown));
    }

    @Test
    void isBounded() {
        List<Map.Entry<String, String>> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(Map.entry("x-" + i, "v".repeat(5000)));
        }
        String kept = ShownHeaders.of(RequestHead.of("/webhooks/acme", many));

        assertThat(kept).hasSizeLessThanOrEqualTo(8 << 10);
        assertThat(ShownHeaders.read(kept)).hasSizeGreaterThan(5).allSatisfy(header -> assertThat(header.value())
                .hasSizeLessThanOrEqualTo(1025));
    }

    @Test
    void noValueBecomesAnotherLine() {
        assertThat(shown("/webhooks/acme", "x-a", "b\nx-c: d\u0085e")).containsExactly(new Header("x-a", "b x-c: d e"));
        assertThat(ShownHeaders.of(RequestHead.none())).isNull();
        assertThat(ShownHeaders.read(null)).isEmpty();
    }
}
