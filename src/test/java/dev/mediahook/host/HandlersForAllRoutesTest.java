package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host handles the failures of all its routes by route configurations without an id. Mediahook's are its own. */
class HandlersForAllRoutesTest {

    private static final Map<String, String> ON = Map.of(
            "mediahook.bfl.webhook-secret", PlainHost.SECRET,
            "mediahook.retry.first-delay", "50ms",
            "mediahook.media.store", "direct:shelf");

    @TempDir
    Path folder;

    private final List<Object> handled = new CopyOnWriteArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();

    private RoutesBuilder configurations() {
        return new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration().errorHandler(defaultErrorHandler());
                routeConfiguration()
                        .onException(Exception.class)
                        .handled(true)
                        .process(exchange -> handled.add(exchange.getFromRouteId()));
            }
        };
    }

    private RoutesBuilder shelf() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:own").routeId("own").throwException(new IllegalStateException("own"));
                from("direct:shelf")
                        .routeId("shelf")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new IllegalStateException("full");
                            }
                        });
            }
        };
    }

    @Test
    void aRefusalIsAnsweredAndAFailedTryIsTriedAgain() throws Exception {
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PlainHost host = new PlainHost(folder, ON, installation -> {}, configurations(), shelf())) {
            String ready = "{\"id\":\"j\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                    + media.medium(MediaKind.PNG, "plain") + "\"}}";

            assertThat(host.deliverBfl("wrong", ready).statusCode()).isEqualTo(401);
            assertThat(host.deliverBfl(PlainHost.SECRET, ready).statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20)).until(() -> tries.get() == 2);
            assertThat(handled).isEmpty();

            host.context().createProducerTemplate().sendBody("direct:own", "");
            assertThat(handled).as("the host's own routes keep their handler").containsExactly("own");
        }
    }
}
