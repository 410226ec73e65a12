package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.TIME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender may have renamed its signature header. The first of both names that is present decides. */
class RenamedHeaderTest {

    private static final String BODY = "{\"id\":\"j\"}";
    private static final String SECRET = "a-secret";
    private static final String WRONG = "00".repeat(32);

    private final CamelContext context = new DefaultCamelContext();
    private final HmacSignatureProcessor verifying = new HmacSignatureProcessor();
    private final String right = signed(BODY);

    RenamedHeaderTest() {
        context.getPropertiesComponent().addInitialProperty("mediahook.acme.webhook-secret", SECRET);
        verifying.setCamelContext(context);
        verifying.setHeader("Acme-Signature, Signature");
        verifying.setSecrets("mediahook.acme.webhook-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme-Signature", "Signature"})
    void verifiesByEitherName(String name) throws Exception {
        verifying.start();

        assertThat(process(name, right).proof()).isEqualTo(Proof.SIGNED);
        assertThat(refusal(name, WRONG).cause()).isEqualTo(RefusalCause.SIGNATURE_WRONG);
        assertThat(refusal(name, "no hex").cause()).isEqualTo(RefusalCause.SIGNATURE_MALFORMED);
        assertThat(refusal(name, right, name, right).cause()).isEqualTo(RefusalCause.SIGNATURE_REPEATED);
    }

    @Test
    void believesTheFirstNameIfBothAreThere() throws Exception {
        verifying.start();

        assertThat(process("Signature", WRONG, "Acme-Signature", right).proof()).isEqualTo(Proof.SIGNED);
        assertThat(refusal("Signature", right, "Acme-Signature", WRONG).cause())
                .isEqualTo(RefusalCause.SIGNATURE_WRONG);
        assertThat(refusal("Signature", right, "Acme-Signature", "").cause()).isEqualTo(RefusalCause.SIGNATURE_WRONG);
    }

    @Test
    void namesBothIfNeitherIsThere() {
        verifying.start();
        Refusal refusal = refusal("X-Other", right);

        assertThat(refusal.cause()).isEqualTo(RefusalCause.SIGNATURE_MISSING);
        assertThat(refusal.detail()).startsWith("no header Acme-Signature, Signature");
    }

    @Test
    void takesASharedSecretOnlyWithoutEither() throws Exception {
        verifying.setSharedSecretHeader("X-Webhook-Secret");
        verifying.start();

        assertThat(process("X-Webhook-Secret", SECRET).proof()).isEqualTo(Proof.TOKEN);
        for (String name : List.of("Acme-Signature", "Signature")) {
            assertThat(refusal("X-Webhook-Secret", SECRET, name, WRONG).cause())
                    .isEqualTo(RefusalCause.SIGNATURE_WRONG);
        }
        assertThat(verifying.secretHeaders())
                .containsExactlyInAnyOrder("Acme-Signature", "Signature", "X-Webhook-Secret");
    }

    @Test
    void readsASignedTimeInTheHeaderThatIsThere() throws Exception {
        verifying.setTimestampField("t");
        verifying.setSignatureField("v1");
        verifying.setSigned("{timestamp}.{body}");
        verifying.start();
        String timed = "t=" + TIME + ",v1=" + signed(TIME + "." + BODY);

        assertThat(process("Signature", timed).proof()).isEqualTo(Proof.SIGNED);
    }

    @Test
    void looksForTheNearMissInTheHeaderThatIsThere() {
        verifying.setPrefix("sha256=");
        verifying.start();

        assertThat(refusal("Signature", right).detail()).endsWith("would verify with another prefix or field");
    }

    private static String signed(String text) {
        return HexFormat.of()
                .formatHex(new HmacKey("HmacSHA256", SECRET.getBytes(UTF_8)).sign(List.of(text.getBytes(UTF_8))));
    }

    private Delivery process(String... headers) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(Deliveries.of(BODY, headers));
        verifying.process(exchange);
        return exchange.getMessage().getMandatoryBody(Delivery.class);
    }

    private Refusal refusal(String... headers) {
        return catchThrowableOfType(DeliveryRefused.class, () -> process(headers))
                .refusal();
    }
}
