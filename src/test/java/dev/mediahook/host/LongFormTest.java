package dev.mediahook.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.example.Acme;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook that a team writes out with {@code platform-http} does the same as {@code mediahook:webhook}. */
class LongFormTest {

    private static final Path FILE = Path.of("src/test/resources/example/acme-long.camel.yaml");

    @TempDir
    Path folder;

    @Test
    void isReceivedVerifiedKeptAndFetched() throws Exception {
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PlainHost host = host(Map.of("mediahook.acme.webhook-secret", Acme.SECRET))) {
            assertThat(host.mediahook().broken()).isEmpty();
            SignedRequest finished = Acme.finished("t-1", media.medium(MediaKind.PNG, "long"));

            assertThat(deliver(host, Acme.forged(finished)).statusCode()).isEqualTo(401);
            assertThat(deliver(host, Acme.forged(finished)).body()).isEqualTo("{\"error\":\"invalid_signature\"}");
            assertThat(deliver(host, finished).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(deliver(host, finished).body()).isEqualTo("{\"status\":\"already_processed\"}");
            assertThat(host.post("/webhooks/acme", "").body()).isEqualTo("{\"error\":\"empty\"}");
            assertThat(host.post("/webhooks/acme", "x".repeat(2 << 20)).statusCode())
                    .isEqualTo(413);

            Path stored = folder.resolve("media/acme/t-1/0.png");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(stored));
            assertThat(stored).hasBinaryContent(media.bytes(MediaKind.PNG, "long"));
        }
    }

    @Test
    void isOffWithoutItsSecretAndListedLikeTheOthers() throws Exception {
        try (PlainHost host = host(Map.of())) {
            assertThat(deliver(host, Acme.broken("t-2")).statusCode()).isEqualTo(404);
        }
        try (PlainHost host = host(Map.of("mediahook.acme.webhook-secret", Acme.SECRET))) {
            assertThat(host.mediahook().senders())
                    .anyMatch(sender -> sender.line().equals("sender=acme on at /webhooks/acme"));
        }
    }

    private PlainHost host(Map<String, String> properties) throws Exception {
        return new PlainHost(folder, properties, mediahook -> mediahook.routes("file:" + FILE));
    }

    private static HttpResponse<String> deliver(PlainHost host, SignedRequest request) {
        String[] headers = request.headers().entrySet().stream()
                .flatMap(header -> java.util.stream.Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
        return host.post(request.path(), new String(request.body(), UTF_8), headers);
    }
}
