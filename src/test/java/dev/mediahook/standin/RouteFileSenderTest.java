package dev.mediahook.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * A delivery can be made for any sender, with the proof that its route file asks for. The expected values were made
 * with openssl.
 */
class RouteFileSenderTest {

    private static final byte[] BODY = "{\"id\":\"j-1\"}".getBytes(StandardCharsets.UTF_8);
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_780_000_000L), ZoneOffset.UTC);

    @Test
    void signsATimeAndTheBodyInOneHeader() {
        SignedRequest request = request(
                "HmacSignatureProcessor",
                "{header: Acme-Signature, timestampField: t, signatureField: v1, signed: '{timestamp}.{body}',"
                        + " secrets: mediahook.acme.webhook-secret}",
                "mediahook.acme.webhook-secret",
                "a-secret");

        assertThat(request.path()).isEqualTo("/webhooks/acme");
        assertThat(request.headers())
                .containsEntry(
                        "Acme-Signature",
                        "t=1780000000,v1=486ec3ed214dc5f2eecdf22b98a5ebdce3729b5248478dea69d907d39a2594b0");
    }

    @Test
    void signsAnIdOfTheBodyInBase64() {
        SignedRequest request = request(
                "HmacSignatureProcessor",
                "{header: X-Sig, prefix: 'v1,', encoding: BASE64, timestamp: X-Time, id: $.id,"
                        + " signed: '{id}.{timestamp}', secrets: mediahook.acme.webhook-secret}",
                "mediahook.acme.webhook-secret",
                "a-secret");

        assertThat(request.headers())
                .containsEntry("X-Time", "1780000000")
                .containsEntry("X-Sig", "v1,9JpvLrnt8mie/14hrjWTnGjUwhjVV7n9HnDb5tRZ4EY=");
    }

    @Test
    void sendsATokenWhereTheFileLooksForIt() {
        String tokens = "tokens: mediahook.acme.webhook-token";
        String property = "mediahook.acme.webhook-token";

        assertThat(request("HeaderTokenProcessor", "{" + tokens + "}", property, "a b")
                        .headers())
                .containsEntry("Authorization", "Bearer a b");
        assertThat(request("HeaderTokenProcessor", "{header: X-Secret, " + tokens + "}", property, "a b")
                        .headers())
                .containsEntry("X-Secret", "a b");
        assertThat(request("PathTokenProcessor", "{" + tokens + "}", property, "a b")
                        .path())
                .isEqualTo("/webhooks/acme/a%20b");
        assertThat(request("QueryTokenProcessor", "{parameter: key, " + tokens + "}", property, "a b")
                        .path())
                .isEqualTo("/webhooks/acme?key=a%20b");
    }

    @Test
    void wantsTheAnswerThatTheFileHasTheGatewayGive() {
        assertThat(wanted("{sender: acme}")).isEqualTo(WantedAnswer.ANY_SUCCESS);
        assertThat(wanted("{sender: acme, answer: ok}")).isEqualTo(new WantedAnswer(200, "ok"));
        assertThat(wanted("{sender: acme, answerStatus: 204}")).isEqualTo(new WantedAnswer(204, ""));
        assertThat(StandInSenders.named("pixverse")
                        .orElseThrow()
                        .request(BODY, "a-token", CLOCK.instant())
                        .wanted())
                .isEqualTo(new WantedAnswer(200, "ok"));
    }

    private static WantedAnswer wanted(String parameters) {
        String file = "- beans: [{name: p, type: dev.mediahook.verify.PathTokenProcessor, properties: {tokens: t}}]\n"
                + "- route: {id: x, from: {uri: mediahook:webhook, parameters: " + parameters + "}}\n";
        return RouteFileSender.of("acme", file, CLOCK)
                .request(BODY, "t", "a-token")
                .wanted();
    }

    @Test
    void aFileThatProvesNothingIsRefused() {
        assertThatThrownBy(() -> RouteFileSender.of("acme", "- route: {id: x}\n", CLOCK))
                .hasMessageContaining("no bean that verifies");
        assertThatThrownBy(() -> RouteFileSender.of("acme", "- beans: [", CLOCK))
                .hasMessageContaining("is no YAML");
    }

    private static SignedRequest request(String type, String properties, String property, String credential) {
        String file = "- beans:\n    - name: acmeProof\n      type: dev.mediahook.verify." + type
                + "\n      properties: " + properties + "\n";
        return RouteFileSender.of("acme", file, CLOCK).request(BODY, property, credential);
    }
}
