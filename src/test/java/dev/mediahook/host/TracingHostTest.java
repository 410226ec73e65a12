package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel logs each step of all routes ({@code camel.main.tracing=true}), and reads the answers as it does so. */
class TracingHostTest {

    private static final String PENDING = "{\"id\":\"j\",\"status\":\"Pending\"}";

    @TempDir
    Path folder;

    @Test
    void isAnsweredAsAnyOther() throws Exception {
        RouteBuilder traced = new RouteBuilder() {
            @Override
            public void configure() {
                getContext().setTracing(true);
            }
        };
        Map<String, String> properties = Map.of(
                "mediahook.bfl.webhook-secret", PlainHost.SECRET,
                "mediahook.api.enabled", "true",
                "mediahook.api.token", "token");
        try (PlainHost host = new PlainHost(folder, properties, installation -> {}, traced)) {
            assertThat(host.deliverBfl(PlainHost.SECRET, PENDING).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(host.deliverBfl(PlainHost.SECRET, PENDING).body())
                    .isEqualTo("{\"status\":\"already_processed\"}");
            assertThat(host.deliverBfl("wrong", PENDING).body()).isEqualTo("{\"error\":\"invalid_signature\"}");
            assertThat(host.get("/api/jobs", "token")).startsWith("{");
        }
    }
}
