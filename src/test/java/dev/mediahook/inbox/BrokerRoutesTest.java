package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped routes take events from a broker. The test's broker is in memory. */
class BrokerRoutesTest {

    private static final int LARGEST_BY_DEFAULT = 1 << 20;

    private final AtomicInteger tries = new AtomicInteger();
    private final Queues queues = new Queues();

    /**
     * JMS brokers count how often a message is given back, and after a few times drop it or put it aside. A consumer of
     * Kafka would leave its group and join it again for each try.
     */
    @ParameterizedTest
    @ValueSource(strings = {"jms", "kafka"})
    void whatTheInboxCantTakeNowIsNotGivenBackToTheBroker(String broker) throws Exception {
        try (DefaultCamelContext context = started(broker)) {
            Endpoint queue = context.getRoute("mediahook-from-" + broker).getEndpoint();

            Exchange taken = context.createProducerTemplate()
                    .send(queue, exchange -> exchange.getMessage().setBody("event"));

            assertThat(taken.getException()).isNull();
            assertThat(tries).hasValue(3);
        }
    }

    /** By default Camel passes over a message of each partition if a poll fails, and may end the consumer. */
    @Test
    void aPollOfKafkaThatFailsIsDoneAgain() throws Exception {
        try (DefaultCamelContext context = started("kafka")) {
            assertThat(queues.parameters)
                    .filteredOn(parameters -> parameters.containsKey("groupId"))
                    .singleElement()
                    .satisfies(consumer -> assertThat(consumer).containsEntry("pollOnError", "RETRY"));
        }
    }

    /** The client's own limit is below the largest body that is taken by default; the topic's limit can be set. */
    @Test
    void theClientOfKafkaRefusesNoDeliveryForItsSize() throws Exception {
        try (DefaultCamelContext context = started("kafka")) {
            assertThat(queues.parameters)
                    .filteredOn(parameters -> parameters.containsKey("maxRequestSize"))
                    .singleElement()
                    .satisfies(producer -> assertThat(Integer.parseInt(
                                    producer.get("maxRequestSize").toString()))
                            .isGreaterThan(2 * LARGEST_BY_DEFAULT));
        }
    }

    private DefaultCamelContext started(String broker) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().addOverrideProperty("mediahook.kafka.brokers", "broker:9092");
        context.addComponent(broker, queues);
        context.getRegistry().bind("mediahookKeepRelayed", (Processor) exchange -> {
            if (tries.incrementAndGet() < 3) {
                throw new StoreUnavailable("the database is away");
            }
        });
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(
                        context, "classpath:mediahook/brokers/" + broker + ".camel.yaml"));
        context.start();
        return context;
    }

    private static final class Queues extends DirectComponent {

        private final List<Map<String, Object>> parameters = new ArrayList<>();

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> given) throws Exception {
            parameters.add(Map.copyOf(given));
            given.clear();
            return super.createEndpoint(uri, remaining, given);
        }
    }
}
