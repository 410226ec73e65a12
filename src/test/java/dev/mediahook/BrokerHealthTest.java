package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load balancer, and a roll-out that waits for readiness, must learn that a node has lost its broker. */
class BrokerHealthTest {

    private static final String DELIVERY = "{\"id\":\"job-1\",\"status\":\"Pending\"}";

    @TempDir
    Path data;

    private final AtomicBoolean away = new AtomicBoolean(true);
    private final int management = FreePort.any();

    @Test
    void aReceivingNodeWhoseBrokerTakesNothingIsNotReady() {
        try (TestGateway gateway = started("direct:to-broker")) {
            assertThat(ready(gateway)).isEqualTo("UP");

            assertThat(gateway.deliverBfl(DELIVERY).statusCode()).isEqualTo(503);
            Awaitility.await().until(() -> ready(gateway).equals("mediahook-deliveries"));

            away.set(false);
            assertThat(gateway.deliverBfl(DELIVERY).statusCode()).isEqualTo(200);
            assertThat(ready(gateway)).isEqualTo("UP");
        }
    }

    @Test
    void aWorkingNodeWhoseQueueIsOutOfReachIsNotReady() {
        try (TestGateway gateway = started("")) {
            assertThat(ready(gateway)).isEqualTo("mediahook-broker");
            assertThat(gateway.deliverBfl(DELIVERY).statusCode()).isEqualTo(200);

            away.set(false);
            assertThat(ready(gateway)).isEqualTo("UP");
        }
    }

    private TestGateway started(String relay) {
        return TestGateway.start(
                data,
                Map.of("camel.management.port", Integer.toString(management), "mediahook.webhook.relay", relay),
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from("direct:to-broker").process(exchange -> {
                            if (away.get()) {
                                throw new IllegalStateException("away");
                            }
                        });
                        Queue queue = new Queue();
                        queue.setCamelContext(getContext());
                        from(queue)
                                .routeId("mediahook-from-jms")
                                .autoStartup(relay.isEmpty())
                                .to("log:event");
                    }
                });
    }

    /** UP, or the name of the check that is not. */
    private String ready(TestGateway gateway) {
        URI uri = URI.create("http://127.0.0.1:" + management + "/observe/health/ready");
        for (var check : TestGateway.json(
                        gateway.send(HttpRequest.newBuilder(uri).build()).body())
                .path("checks")) {
            if (!check.path("status").asText().equals("UP")) {
                return check.path("name").asText();
            }
        }
        return "UP";
    }

    /** What camel-jms makes, as far as health is concerned. */
    private final class Queue extends DefaultEndpoint {

        @Override
        public Consumer createConsumer(Processor processor) {
            return new QueueConsumer(this, processor, new Container(away));
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected String createEndpointUri() {
            return "jms:queue:mediahook-deliveries";
        }
    }

    /** Public as the class of camel-jms, so that its property can be read. */
    public static final class QueueConsumer extends DefaultConsumer {

        private final Container container;

        QueueConsumer(Endpoint endpoint, Processor processor, Container container) {
            super(endpoint, processor);
            this.container = container;
        }

        public Container getListenerContainer() {
            return container;
        }
    }

    /** Public as the class of Spring, so that its property can be read. */
    public static final class Container {

        private final AtomicBoolean away;

        Container(AtomicBoolean away) {
            this.away = away;
        }

        public boolean isRecovering() {
            return away.get();
        }
    }
}
