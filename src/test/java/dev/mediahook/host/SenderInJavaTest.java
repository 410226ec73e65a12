package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.verify.HmacSignatureProcessor;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host writes a sender in the Java DSL, and may add its routes before it installs Mediahook. */
class SenderInJavaTest {

    private static final Map<String, String> ON = Map.of("mediahook.acme.webhook-secret", PlainHost.SECRET);

    @TempDir
    Path folder;

    private static RouteBuilder acme(String firstStep) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                HmacSignatureProcessor signature = new HmacSignatureProcessor();
                signature.setHeader("Acme-Signature");
                signature.setSecrets("mediahook.acme.webhook-secret");
                bindToRegistry("acmeSignature", signature);
                PayloadMappingProcessor payload = new PayloadMappingProcessor();
                payload.setJobId("$.id");
                payload.setStatus("$.status");
                payload.setRunning("Pending");
                bindToRegistry("acmePayload", payload);
                from("mediahook:webhook?sender=acme")
                        .routeId("acme-webhook")
                        .process(firstStep)
                        .process("acmePayload")
                        .idempotentConsumer(simple("${body.key}"))
                        .idempotentRepository("mediahookInbox")
                        .skipDuplicate(false)
                        .process("mediahookAcknowledge");
                from("mediahook:inbox?sender=acme").process("acmePayload").to("direct:mediahook-job-running");
            }
        };
    }

    @Test
    void isASenderAsOneOfAFile() throws Exception {
        try (PlainHost host = new PlainHost(folder, ON, installation -> {}, acme("acmeSignature"))) {
            assertThat(host.mediahook().senders()).singleElement().satisfies(sender -> {
                assertThat(sender.name()).isEqualTo("acme");
                assertThat(sender.on()).isTrue();
            });
            assertThat(host.mediahook().unknownProperties()).isEmpty();
            assertThat(host.post("/webhooks/acme", "{\"id\":\"j\",\"status\":\"Pending\"}")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void isOffWithoutItsSecret() throws Exception {
        try (PlainHost host = new PlainHost(folder, Map.of(), installation -> {}, acme("acmeSignature"))) {
            assertThat(host.post("/webhooks/acme", "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void cannotLeaveOutItsVerifyingStep() {
        assertThatThrownBy(() -> new PlainHost(folder, ON, installation -> {}, acme("acmePayload")))
                .hasMessageContaining(
                        "the route acme-webhook verifies nothing: put a verifying step before the mapping");
        assertThatThrownBy(() -> new PlainHost(folder, ON, installation -> {}, acme("acmeSignatur")))
                .hasMessageContaining("the route acme-webhook verifies nothing: there is no bean acmeSignatur");
    }
}
