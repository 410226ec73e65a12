package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host's route controller supervises its routes ({@code camel.routecontroller.enabled}). */
class SupervisedHostTest {

    private static final String PENDING = "{\"id\":\"j\",\"status\":\"Pending\"}";

    @TempDir
    Path folder;

    /** The controller forgets all its routes if another thread adds one while the controller begins to start them. */
    @Test
    void startsNoRouteBeforeAllAreAdded() throws Exception {
        CompletableFuture<Boolean> lastIsAdded = new CompletableFuture<>();
        RouteBuilder supervised = new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getRouteController().supervising().setInitialDelay(1);
                getContext().getManagementStrategy().addEventNotifier(new SimpleEventNotifierSupport() {
                    @Override
                    public void notify(CamelEvent event) {
                        if (event instanceof CamelEvent.RouteStartedEvent started
                                && started.getRoute().getId().equals("own")) {
                            lastIsAdded.complete(getContext().getRoute("mediahook-bfl-event") != null);
                        }
                    }
                });
                from("direct:own").routeId("own").to("log:own");
            }
        };
        try (PlainHost host = new PlainHost(
                folder, Map.of("mediahook.bfl.webhook-secret", PlainHost.SECRET), installation -> {}, supervised)) {
            assertThat(lastIsAdded.get(20, TimeUnit.SECONDS)).isTrue();
            Awaitility.await()
                    .until(() -> host.deliverBfl(PlainHost.SECRET, PENDING).statusCode() == 200);
        }
    }

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
