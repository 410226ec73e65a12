package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host's route controller supervises its routes ({@code camel.routecontroller.enabled}). */
class SupervisedHostTest {

    private static final String PENDING = "{\"id\":\"j\",\"status\":\"Pending\"}";

    @TempDir
    Path folder;

    @Test
    void startsTheRoutesOfFilesToo() throws Exception {
        RouteBuilder supervised = new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getRouteController().supervising();
            }
        };
        try (PlainHost host = new PlainHost(
                folder, Map.of("mediahook.bfl.webhook-secret", PlainHost.SECRET), installation -> {}, supervised)) {
            assertThat(host.deliverBfl(PlainHost.SECRET, PENDING).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(host.post("/webhooks/krea/token", PENDING).statusCode())
                    .as("a sender that is off")
                    .isEqualTo(404);
        }
    }
}
