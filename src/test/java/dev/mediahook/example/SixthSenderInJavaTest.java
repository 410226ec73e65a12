package dev.mediahook.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender in the Java DSL does what one in a route file does. */
class SixthSenderInJavaTest {

    @TempDir
    Path data;

    @Test
    void isVerifiedKeptFetchedAndStored() {
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC());
                TestGateway gateway = TestGateway.start(
                        data, Map.of("mediahook.acme.webhook-secret", Acme.SECRET), new AcmeRoutes())) {
            URI medium = host.medium(MediaKind.PNG, "acme");
            SignedRequest finished = Acme.finished("task-1", medium);

            assertThat(deliver(gateway, Acme.forged(finished)).statusCode()).isEqualTo(401);
            assertThat(deliver(gateway, finished).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(deliver(gateway, finished).body()).isEqualTo("{\"status\":\"already_processed\"}");
            assertThat(deliver(gateway, Acme.broken("task-2")).statusCode()).isEqualTo(200);
            gateway.awaitJob("acme", "task-1", "completed");
            JsonNode failed = gateway.awaitJob("acme", "task-2", "failed");

            assertThat(data.resolve("media/acme/task-1/0.png")).hasBinaryContent(host.bytes(MediaKind.PNG, "acme"));
            assertThat(failed.at("/error/code").asText()).isEqualTo("out_of_paint");
        }
    }

    private static HttpResponse<String> deliver(TestGateway gateway, SignedRequest delivery) {
        return gateway.post(
                delivery.path(),
                delivery.body(),
                "Acme-Signature",
                delivery.headers().get("Acme-Signature"));
    }
}
