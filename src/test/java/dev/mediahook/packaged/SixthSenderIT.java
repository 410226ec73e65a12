package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.example.Acme;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file beside the jar and one property add a sender, without Java and without any other change. */
class SixthSenderIT {

    private static final Path ROUTES = Path.of("src/test/resources/example/acme.camel.yaml");

    @TempDir
    Path folder;

    @Test
    void isAddedByOneRouteFile() throws IOException {
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC());
                PackagedGateway gateway = PackagedGateway.withSenders(
                                folder, Map.of("mediahook.acme.webhook-secret", Acme.SECRET))
                        .file("routes/acme.camel.yaml", Files.readString(ROUTES))
                        .start()) {
            GatewayClient client = gateway.client();
            SignedRequest finished = Acme.finished("task-1", host.medium(MediaKind.MP4, "acme"));

            assertThat(client.deliver(Acme.forged(finished)).statusCode()).isEqualTo(401);
            assertThat(client.deliver(finished).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(client.deliver(finished).body()).isEqualTo("{\"status\":\"already_processed\"}");
            client.deliver(Acme.broken("task-2"));
            client.awaitJob("acme", "task-1", "completed");

            assertThat(gateway.media().resolve("acme/task-1/0.mp4"))
                    .hasBinaryContent(host.bytes(MediaKind.MP4, "acme"));
            assertThat(client.awaitJob("acme", "task-2", "failed")
                            .at("/error/code")
                            .asText())
                    .isEqualTo("out_of_paint");
            assertThat(gateway.log())
                    .contains("sender=acme on at /webhooks/acme")
                    .contains("sender=bfl on");
        }
    }

    @Test
    void isOffWithoutItsSecretAndSaysSo() throws IOException {
        try (PackagedGateway gateway = PackagedGateway.bare(folder)
                .file("routes/acme.camel.yaml", Files.readString(ROUTES))
                .start()) {
            assertThat(gateway.client().deliver(Acme.broken("task-3")).statusCode())
                    .isEqualTo(404);
            assertThat(gateway.log()).contains("sender=acme off: mediahook.acme.webhook-secret turns it on");
        }
    }
}
