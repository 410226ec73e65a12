package dev.mediahook.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender's short file, made from the route templates {@code mediahook-sender…}, does what the long form does. */
class ShortFormTest {

    private static final Path FILE = Path.of("src/test/resources/example/acme-short.camel.yaml");
    private static final String SECRET = "a-secret-of-the-short-form";

    @TempDir
    Path folder;

    @Test
    void isAWholeSenderInFewLines() throws Exception {
        assertThat(Files.readAllLines(FILE)).hasSizeLessThanOrEqualTo(45);
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PlainHost host = host(Map.of("mediahook.short.webhook-secret", SECRET))) {
            String done =
                    "{\"id\":\"s-1\",\"status\":\"done\",\"urls\":[\"" + media.medium(MediaKind.PNG, "s") + "\"]}";

            assertThat(host.mediahook().broken()).isEmpty();
            assertThat(deliver(host, done, "of-a-stranger")).isEqualTo("{\"error\":\"invalid_signature\"}");
            assertThat(deliver(host, done, SECRET)).isEqualTo("{\"status\":\"received\"}");
            assertThat(deliver(host, done, SECRET)).isEqualTo("{\"status\":\"already_processed\"}");
            Path stored = folder.resolve("media/short/s-1/0.png");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(stored));
            assertThat(stored).hasBinaryContent(media.bytes(MediaKind.PNG, "s"));
        }
    }

    @Test
    void isOffWithoutItsSecretAsTheLongFormIs() throws Exception {
        try (PlainHost host = host(Map.of())) {
            assertThat(deliver(host, "{\"id\":\"s-1\",\"status\":\"done\"}", SECRET))
                    .doesNotContain("received");
            assertThat(host.mediahook().senders()).anyMatch(sender -> sender.line()
                    .equals("sender=short off: mediahook.short.webhook-secret turns it on"));
        }
    }

    private PlainHost host(Map<String, String> properties) throws Exception {
        return new PlainHost(folder, properties, mediahook -> mediahook.routes("file:" + FILE));
    }

    private static String deliver(PlainHost host, String body, String secret) {
        return host.post(
                        "/webhooks/short",
                        body,
                        "Short-Signature",
                        "sha256=" + TestGateway.hmac(secret, body.getBytes(UTF_8)))
                .body();
    }
}
