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

        from("platform-http:/webhooks/acme?httpMethodRestrict=POST&useBodyHandler=false&headerFilterStrategy=#noHeaders")
                .routeId("acme-webhook")
                .routeConfigurationId("mediahook-refusals")
                .process("receive")
                .process("acmeSignature")
                .process("acmePayload")
                .idempotentConsumer(simple("${body.key}"))
                .idempotentRepository("inbox")
                .removeOnFailure(false)
                .skipDuplicate(false)
                .process("acknowledge");

        from("inbox:acme")
                .routeId("acme-event")
                .process("acmePayload")
                .choice()
                .when(simple("${body.status} == 'finished'"))
                .to("direct:fetch-media")
                .when(simple("${body.status} == 'broken'"))
                .to("direct:job-failed")
                .otherwise()
                .to("direct:event-unknown");
    }
}
