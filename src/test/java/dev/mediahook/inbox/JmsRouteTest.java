package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.StoreUnavailable;
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

/** The shipped route takes events from a JMS queue. The test's queue is in memory. */
class JmsRouteTest {

    /** Brokers count how often a message is given back. After a few times they drop the message or put it aside. */
    @Test
    void whatTheInboxCantTakeNowIsNotGivenBackToTheBroker() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("jms", new Queues());
            context.getRegistry().bind("mediahookKeepRelayed", (Processor) exchange -> {
                if (tries.incrementAndGet() < 3) {
                    throw new StoreUnavailable("the database is away");
                }
            });
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveResource(context, "classpath:mediahook/brokers/jms.camel.yaml"));
            context.start();
            Endpoint queue = context.getRoute("mediahook-from-jms").getEndpoint();

            Exchange taken = context.createProducerTemplate()
                    .send(queue, exchange -> exchange.getMessage().setBody("event"));

            assertThat(taken.getException()).isNull();
            assertThat(tries).hasValue(3);
        }
    }

    private static final class Queues extends DirectComponent {

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            parameters.clear();
            return super.createEndpoint(uri, remaining, parameters);
        }
    }
}
