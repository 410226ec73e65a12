package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.Mediahook;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel treats an Error in a host's route in the same way with and without Mediahook. */
class ErrorsOfTheHostTest {

    @TempDir
    Path folder;

    private final List<String> steps = new CopyOnWriteArrayList<>();

    @Test
    void areLeftToCamel() throws Exception {
        String alone;
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            alone = outcome(context);
        }
        List<String> stepsAlone = List.copyOf(steps);
        steps.clear();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("mediahook.data-dir", folder.toString());
            assertThat(Mediahook.in(context).install().broken()).isEmpty();

            assertThat(outcome(context)).isEqualTo(alone);
        }
        assertThat(steps).isEqualTo(stepsAlone);
    }

    private String outcome(DefaultCamelContext context) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:own")
                        .routeId("own")
                        .process(exchange -> {
                            steps.add("fails");
                            throw new AssertionError("of the host's own");
                        })
                        .process(exchange -> steps.add("step after it"));
            }
        });
        // When the context stops, Camel waits for an exchange even if it never ends.
        context.getShutdownStrategy().setTimeout(1);
        context.start();
        try {
            Exchange answer = context.createProducerTemplate()
                    .asyncSend("direct:own", exchange -> {})
                    .get(2, TimeUnit.SECONDS);
            return String.valueOf(answer.getException());
        } catch (TimeoutException never) {
            return "no answer";
        }
    }
}
