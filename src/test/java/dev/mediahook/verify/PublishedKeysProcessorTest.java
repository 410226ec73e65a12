package dev.mediahook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.receive.RefusalCause;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class PublishedKeysProcessorTest {

    private final CamelContext context = new DefaultCamelContext();

    /** The event loop calls this check, so it must not wait for a key to be fetched. */
    @Test
    void judgesAHeadWithoutFetchingAKey() {
        KeySource source = address -> {
            throw new AssertionError("keys are fetched from " + address);
        };
        context.getRegistry().bind("keys", source);
        Ed25519SignatureProcessor verifying = new Ed25519SignatureProcessor();
        verifying.setCamelContext(context);
        verifying.setSender("acme");
        verifying.setJwks("https://keys.example/jwks.json");
        verifying.setHeader("X-Signature");
        verifying.setTimestamp("X-Time");
        verifying.setSigned("{timestamp}.{body}");
        verifying.start();
        String signature = "00".repeat(64);
        String time = Long.toString(Deliveries.TIME);

        assertThat(verifying.refusalByHead(Deliveries.of("", "X-Signature", signature, "X-Time", time)))
                .isEmpty();
        assertThat(verifying.refusalByHead(Deliveries.of("", "X-Time", time))).hasValue(RefusalCause.SIGNATURE_MISSING);
        assertThat(verifying.refusalByHead(
                        Deliveries.of("", "X-Signature", signature, "X-Signature", signature, "X-Time", time)))
                .hasValue(RefusalCause.SIGNATURE_REPEATED);
    }
}
