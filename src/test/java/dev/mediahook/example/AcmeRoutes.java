package dev.mediahook.example;

import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.verify.HmacSignatureProcessor;
import dev.mediahook.verify.KeyDerivation;
import dev.mediahook.verify.SignatureEncoding;
import org.apache.camel.builder.RouteBuilder;

/** The sender of {@code acme.camel.yaml} in the Java DSL: the same beans, the same chain. */
public final class AcmeRoutes extends RouteBuilder {

    @Override
    public void configure() {
        HmacSignatureProcessor signature = new HmacSignatureProcessor();
        signature.setHeader("Acme-Signature");
        signature.setPrefix("v1,");
        signature.setEncoding(SignatureEncoding.BASE64);
        signature.setKey(KeyDerivation.BASE64_AFTER_PREFIX);
        signature.setSecrets("mediahook.acme.webhook-secret");
        bindToRegistry("acmeSignature", signature);

        PayloadMappingProcessor payload = new PayloadMappingProcessor();
        payload.setJobId("$.task.uid");
        payload.setStatus("$.task.state");
        payload.setMedia("$.task.outputs[*].href");
        payload.setErrorCode("$.task.problem");
        payload.setCompleted("finished");
        payload.setFailed("broken");
        bindToRegistry("acmePayload", payload);

        from("mediahook:webhook?sender=acme")
                .routeId("acme-webhook")
                .process("acmeSignature")
                .process("acmePayload")
                .idempotentConsumer(simple("${body.key}"))
                .idempotentRepository("mediahookInbox")
                .skipDuplicate(false)
                .process("mediahookAcknowledge");

        from("mediahook:inbox?sender=acme")
                .routeId("acme-event")
                .process("acmePayload")
                .choice()
                .when(simple("${body.outcome} == 'completed'"))
                .to("direct:mediahook-fetch-media")
                .when(simple("${body.outcome} == 'failed'"))
                .to("direct:mediahook-job-failed")
                .otherwise()
                .to("direct:mediahook-event-unknown");
    }
}
