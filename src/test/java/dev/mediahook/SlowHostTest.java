package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A media host that hardly answers delays its own sender's jobs and nobody else's. */
class SlowHostTest {

    private static final int SLOW_JOBS = 40;

    @TempDir
    Path data;

    @Test
    void othersAreServedWhileOneSendersHostIsSlow() {
        try (MediaHost slow = MediaHost.start(0, Clock.systemUTC());
                MediaHost quick = MediaHost.start(0, Clock.systemUTC());
                TestGateway gateway = TestGateway.start(
                        data, Map.of("mediahook.dispatch.workers", "4", "camel.main.shutdownTimeout", "1"))) {
            MediaBehaviour hardly = MediaBehaviour.NORMAL.slow(Duration.ofSeconds(60));
            for (int i = 0; i < SLOW_JOBS; i++) {
                URI medium = slow.medium(MediaKind.JPEG, "slow-" + i, hardly);
                gateway.deliverBfl(
                        "{\"id\":\"slow-" + i + "\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + medium + "\"}}");
            }
            Awaitility.await().until(() -> slow.requests(slow.medium(MediaKind.JPEG, "slow-3", hardly)) == 1);

            String body = "{\"job_id\":\"quick\",\"status\":\"completed\",\"result\":{\"urls\":[\""
                    + quick.medium(MediaKind.PNG, "quick") + "\"]}}";
            gateway.post("/webhooks/krea/krea-token", body.getBytes(StandardCharsets.UTF_8));
            gateway.awaitJob("krea", "quick", "completed");

            assertThat(gateway.get("/api/events?sender=bfl&state=processing").path("items"))
                    .as("one for each worker of the sender")
                    .hasSize(4);
            assertThat(gateway.get("/api/events?sender=bfl&state=done").path("items"))
                    .isEmpty();
            slow.close();
        }
    }
}
