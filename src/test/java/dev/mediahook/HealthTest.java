package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.apache.camel.health.HealthCheck;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {

    @TempDir
    Path data;

    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void readinessKnowsWhatDeliveriesNeedAndLivenessTheThreadsAlone() {
        int management = FreePort.any();
        try (TestGateway gateway =
                TestGateway.start(data, Map.of("camel.management.port", Integer.toString(management)))) {
            HttpResponse<String> ready = health(gateway, management, "/ready");
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
            assertThat(names(ready))
                    .contains(
                            "mediahook-database",
                            "mediahook-inbox",
                            "mediahook-servers",
                            "mediahook-disk",
                            "mediahook-parts",
                            "mediahook-store")
                    .doesNotContain("mediahook-threads");
            HttpResponse<String> live = health(gateway, management, "/live");
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(names(live)).contains("mediahook-threads").doesNotContain("mediahook-database");
        }
    }

    @Test
    void aHeadGetsWhatAGetWouldGetWithoutTheBody() {
        int management = FreePort.any();
        try (TestGateway gateway =
                TestGateway.start(data, Map.of("camel.management.port", Integer.toString(management)))) {
            for (String path : List.of("/observe/health", "/observe/health/ready", "/observe/metrics")) {
                HttpRequest head = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build();
                HttpResponse<String> answer = gateway.send(head);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.headers().firstValue("Content-Type")).isPresent();
            }
            HttpResponse<String> console = gateway.api("HEAD", "/console");
            assertThat(console.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void livenessIsDownOnceAThreadIsGoneAndDeliveriesAreTakenAllTheSame() {
        int management = FreePort.any();
        try (TestGateway gateway =
                TestGateway.start(data, Map.of("camel.management.port", Integer.toString(management)))) {
            gateway.mediahook()
                    .loops()
                    .loop("mediahook-doomed", () -> turns.incrementAndGet() < 3 || dies(), () -> {})
                    .start();

            // The thread is meant to die of an exception. By default Awaitility would stop waiting because of it.
            Awaitility.await()
                    .dontCatchUncaughtExceptions()
                    .until(() -> health(gateway, management, "/live").statusCode() == 503);
            assertThat(health(gateway, management, "/live").body()).contains("mediahook-doomed thread is gone");
            assertThat(gateway.deliverBfl("{\"id\":\"job-beside\",\"status\":\"Pending\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static boolean dies() {
        throw new IllegalStateException("what no loop foresees");
    }

    @Test
    void aFaultOfTheWholeIsDownAndADegradationIsTold() {
        AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
        ProbeCheck whole = ProbeCheck.whole("threads", HealthCheck.Kind.LIVENESS, fault::get);
        ProbeCheck part = ProbeCheck.degraded("store", fault::get);
        assertThat(whole.call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(part.call().getMessage()).isEmpty();

        fault.set(Optional.of("mediahook-writer thread is gone"));

        assertThat(whole.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(whole.call().getMessage()).hasValue("mediahook-writer thread is gone");
        assertThat(part.call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(part.call().getMessage()).hasValue("DEGRADED: mediahook-writer thread is gone");
    }

    private static HttpResponse<String> health(TestGateway gateway, int management, String path) {
        return gateway.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/observe/health" + path))
                        .build());
    }

    private static List<String> names(HttpResponse<String> answer) {
        JsonNode checks = TestGateway.json(answer.body()).path("checks");
        return StreamSupport.stream(checks.spliterator(), false)
                .map(check -> check.path("name").asText())
                .toList();
    }
}
