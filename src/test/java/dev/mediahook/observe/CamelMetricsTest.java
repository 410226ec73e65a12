package dev.mediahook.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel's own metrics appear beside ours if a property turns them on. */
class CamelMetricsTest {

    private static final String DELIVERY = "{\"id\":\"job-metrics\",\"status\":\"Pending\"}";

    @TempDir
    Path data;

    @Test
    void camelsMetricsAreOnByAProperty() {
        try (TestGateway gateway = TestGateway.start(data, Map.of("camel.metrics.enableRoutePolicy", "true"))) {
            gateway.deliverBfl(DELIVERY);
            assertThat(gateway.metrics())
                    .containsPattern("camel_exchanges_succeeded_total\\{[^}]*routeId=\"mediahook-bfl-webhook\"} [1-9]")
                    .contains("mediahook_");
        }
    }

    @Test
    void withoutItOursStandAlone() {
        try (TestGateway gateway = TestGateway.start(data, Map.of())) {
            gateway.deliverBfl(DELIVERY);
            assertThat(gateway.metrics()).doesNotContain("camel_exchanges").contains("mediahook_");
        }
    }
}
