package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

/** A step that contains other steps ends once. The steps after it run once each. */
class StepsOfAStepTest {

    private final List<String> done = new CopyOnWriteArrayList<>();

    private final class Ends extends RoutePolicySupport {

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            done.add("route");
        }
    }

    @Test
    void endsOnceEach() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getCamelContextExtension().addInterceptStrategy(new StepErrorsStrategy(exchange -> true));
            context.addRoutePolicyFactory(this::policy);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .routeId("in")
                            .idempotentConsumer(body(), MemoryIdempotentRepository.memoryIdempotentRepository())
                            .process(exchange -> done.add("inner"))
                            .end()
                            .process(exchange -> done.add("second"))
                            .choice()
                            .when(body().isNotNull())
                            .process(exchange -> done.add("chosen"))
                            .end();
                }
            });
            context.start();

            context.createProducerTemplate().sendBody("direct:in", "one");

            assertThat(done).containsExactly("inner", "second", "chosen", "route");
        }
    }

    private RoutePolicy policy(CamelContext context, String routeId, NamedNode route) {
        return new Ends();
    }
}
