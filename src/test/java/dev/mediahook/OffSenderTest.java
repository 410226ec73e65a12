package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.sender.Sender;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of a shipped file tells the same about its sender as building its routes would. */
class OffSenderTest {

    @TempDir
    Path folder;

    private record Told(List<Sender> senders, long webhookRoutes) {}

    @Test
    void theTextOfAShippedFileTellsWhatItsRoutesTell() throws Exception {
        Told byRoutes = told("routes", Installation::allRoutes);
        Told byText = told("text", UnaryOperator.identity());

        assertThat(byRoutes.senders()).hasSizeGreaterThan(30).noneMatch(Sender::on);
        assertThat(byRoutes.webhookRoutes()).isGreaterThan(30);
        assertThat(byText.webhookRoutes()).as("routes built").isZero();
        assertThat(byText.senders()).containsExactlyElementsOf(byRoutes.senders());
    }

    private Told told(String name, UnaryOperator<Installation> how) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindHost("127.0.0.1");
            server.setBindPort(FreePort.any());
            context.addService(new VertxPlatformHttpServer(server));
            context.getPropertiesComponent()
                    .addInitialProperty(
                            "mediahook.data-dir", folder.resolve(name).toString());
            Mediahook mediahook = how.apply(Mediahook.in(context).allSenders()).install();
            context.start();
            return new Told(
                    mediahook.senders(),
                    context.getRouteDefinitions().stream()
                            .filter(route -> route.getInput().getEndpointUri().startsWith("mediahook:webhook"))
                            .count());
        }
    }
}
