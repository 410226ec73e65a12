package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.RefusalProcessor;
import dev.mediahook.work.TestThreads;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery is not kept if its verification ends with an Error. */
class WebhookErrorsTest {

    @TempDir
    Path data;

    @Test
    void nothingIsKeptThatNobodyCouldCheck() {
        try (TestGateway gateway = TestGateway.start(data, Map.of(), new Unchecked());
                LogLines lines = LogLines.of(RefusalProcessor.class)) {
            for (int i = 0; i < TestThreads.survivable().length; i++) {
                String body = "{\"job_id\":\"j-" + i + "\",\"status\":\"queued\"}";
                HttpResponse<String> answer =
                        gateway.post("/webhooks/unchecked", body.getBytes(StandardCharsets.UTF_8));
                assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
                assertThat(lines.all().get(i)).contains(TestThreads.survivable()[i].toString());
            }
            assertThat(gateway.get("/api/events").path("items")).isEmpty();
        }
    }

    @Test
    void aRefusalThatATransactionWrapsIsStillOne() {
        try (TestGateway gateway = TestGateway.start(data, Map.of(), new Wrapping())) {
            HttpResponse<String> answer = gateway.post("/webhooks/wrapped", new byte[0]);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(gateway.get("/api/rejections").path("items").findValuesAsText("cause"))
                    .containsExactly("empty");
        }
    }

    private static final class Wrapping extends RouteBuilder {

        @Override
        public void configure() {
            from("platform-http:/webhooks/wrapped?httpMethodRestrict=POST&useBodyHandler=false"
                            + "&headerFilterStrategy=#mediahookNoHeaders&platformHttpEngine=#mediahookHttp")
                    .routeConfigurationId("mediahook-refusals")
                    .process(exchange -> {
                        throw new RuntimeCamelException(new DeliveryRefused(
                                new Refusal(Instant.now(), "wrapped", RefusalCause.EMPTY, 0, null)));
                    });
        }
    }

    private static final class Unchecked extends RouteBuilder {

        private int errors;

        @Override
        public void configure() {
            PayloadMappingProcessor mapping = new PayloadMappingProcessor();
            mapping.setJobId("$.job_id");
            mapping.setStatus("$.status");
            from("platform-http:/webhooks/unchecked?httpMethodRestrict=POST&useBodyHandler=false"
                            + "&headerFilterStrategy=#mediahookNoHeaders&platformHttpEngine=#mediahookHttp")
                    .routeConfigurationId("mediahook-refusals")
                    .process("mediahookReceive")
                    .process(exchange -> {
                        throw TestThreads.survivable()[errors++];
                    })
                    .process(mapping)
                    .idempotentConsumer(simple("${body.key}"))
                    .idempotentRepository("mediahookInbox")
                    .removeOnFailure(false)
                    .skipDuplicate(false)
                    .process("mediahookAcknowledge");
        }
    }
}
