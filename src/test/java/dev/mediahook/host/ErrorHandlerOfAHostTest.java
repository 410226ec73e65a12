package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host has set an error handler for its whole context. */
class ErrorHandlerOfAHostTest {

    @TempDir
    private Path folder;

    /** A dead letter channel would treat the refusal as handled, and the sender would get a 500. */
    @Test
    void aRefusalIsAnsweredAndGoesToNoDeadLetterChannel() throws Exception {
        RouteBuilder own = new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getCamelContextExtension().setErrorHandlerFactory(deadLetterChannel("direct:given-up"));
                from("direct:given-up").log("given up");
            }
        };
        try (PlainHost host = new PlainHost(
                folder, Map.of("mediahook.bfl.webhook-secret", PlainHost.SECRET), installation -> {}, own)) {
            String body = "{\"id\":\"j\",\"status\":\"Pending\"}";

            assertThat(host.deliverBfl("wrong", body).statusCode()).isEqualTo(401);
            assertThat(host.deliverBfl(PlainHost.SECRET, body).statusCode()).isEqualTo(200);
        }
    }
}
