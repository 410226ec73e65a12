package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time in which the program did not run does not count as time spent trying. */
class TimeOfAnOutageTest {

    private static final Map<String, String> SHORT =
            Map.of("mediahook.retry.give-up-after", "8s", "mediahook.retry.first-delay", "900ms");

    @TempDir
    Path data;

    @Test
    void givesAnEventItsTriesAfterTheStart() {
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC())) {
            URI medium = host.medium(MediaKind.PNG, "late", MediaBehaviour.NORMAL.failing(3));
            try (TestGateway gateway = TestGateway.start(data, SHORT)) {
                gateway.deliverAbstrakt(
                        "{\"job_id\":\"j-1\",\"status\":\"completed\",\"result\":{\"items\":[{\"url\":\"" + medium
                                + "\"}]}}");
                gateway.await(
                        "/api/jobs/abstrakt/j-1",
                        job -> job.at("/events/0/attempts").asInt() > 0);
            }
            Awaitility.await().pollDelay(Duration.ofSeconds(9)).until(() -> true);

            try (TestGateway gateway = TestGateway.start(data, SHORT)) {
                JsonNode job = gateway.awaitJob("abstrakt", "j-1", "completed");
                assertThat(job.at("/events/0/attempts").asInt()).isGreaterThan(2);
            }
        }
    }
}
