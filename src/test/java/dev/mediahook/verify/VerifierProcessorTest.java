package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mediahook.config.SettingsFault;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import java.util.ArrayList;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Specifies how a route file's verifying beans use their properties. */
class VerifierProcessorTest {

    private static final String SECRET = "whsec_bWVkaWFob29rLXRlc3Qta2V5LTMyLWJ5dGVzLWxvbmc=";
    private static final String BODY =
            "{\"status\":\"completed\",\"request_id\":\"00000000-0000-4000-8000-000000000001\","
                    + "\"images\":[{\"url\":\"https://media.example/a.png\"}]}";
    private static final String SIGNATURE = "v1,pomvH+anyBn+epxxhQ6CjRHBqdVe8DwOYMQ8+XVk3Uo=";

    private final CamelContext context = new DefaultCamelContext();

    @Test
    void takesOnlySignedDeliveriesAtEitherPathWhileASecretIsSet() throws Exception {
        set("mediahook.acme.webhook-secret", SECRET);
        set("mediahook.acme.webhook-token", "the-token");
        SignedElseTokenProcessor verifying = signedElseToken();

        assertThat(process(verifying, signed("/webhooks/acme")).proof()).isEqualTo(Proof.SIGNED);
        assertThat(process(verifying, signed("/webhooks/acme/the-token")).proof())
                .isEqualTo(Proof.SIGNED);
        assertThat(process(verifying, signed("/webhooks/acme/another")).proof()).isEqualTo(Proof.SIGNED);
        assertThat(refusal(verifying, unsigned("/webhooks/acme/the-token")).cause())
                .isEqualTo(RefusalCause.SIGNATURE_MISSING);
        assertThat(refusal(verifying, unsigned("/webhooks/acme")).cause()).isEqualTo(RefusalCause.SIGNATURE_MISSING);
    }

    @Test
    void takesTheTokenWhileNoSecretIsSetWhateverIsSigned() throws Exception {
        set("mediahook.acme.webhook-token", "the-token");
        set("mediahook.acme.webhook-secret", " ");
        SignedElseTokenProcessor verifying = signedElseToken();

        assertThat(process(verifying, unsigned("/webhooks/acme/the-token")).proof())
                .isEqualTo(Proof.TOKEN);
        assertThat(process(verifying, signed("/webhooks/acme/the-token")).proof())
                .isEqualTo(Proof.TOKEN);
        Refusal refusal = refusal(verifying, signed("/webhooks/acme"));
        assertThat(refusal.cause()).isEqualTo(RefusalCause.TOKEN_MISSING);
        assertThat(refusal.detail()).isEqualTo("webhook-signature looks like Standard Webhooks");
        assertThat(verifying.switches())
                .containsExactly("mediahook.acme.webhook-secret", "mediahook.acme.webhook-token");
        assertThat(verifying.takesToken()).isTrue();
    }

    /** If a secret can't be read, the token must not become the only check. */
    @Test
    void doesNotStartWithASecretThatIsNotBase64() {
        set("mediahook.acme.webhook-secret", SECRET + ",whsec_secret!");
        set("mediahook.acme.webhook-token", "the-token");

        assertThatThrownBy(this::signedElseToken)
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("mediahook.acme.webhook-secret: value 2 is not whsec_ and a key in base64")
                .hasMessageNotContaining("secret!");
    }

    @Test
    void namesTheOtherReadingOfAKeyInTheRefusal() {
        set("mediahook.acme.webhook-secret", SECRET);
        HmacSignatureProcessor verifying = hmac();
        verifying.setSigned("{id}.{timestamp}.{body}");
        verifying.setId("webhook-id");
        verifying.setTimestamp("webhook-timestamp");
        verifying.setHeader("webhook-signature");
        verifying.setPrefix("v1,");
        verifying.setEncoding(SignatureEncoding.BASE64);
        verifying.start();

        Refusal refusal = refusal(verifying, signed("/webhooks/acme"));

        assertThat(refusal.cause()).isEqualTo(RefusalCause.SIGNATURE_WRONG);
        assertThat(refusal.detail()).isEqualTo("would verify with key=BASE64_AFTER_PREFIX");
    }

    @Test
    void takesASharedSecretOnlyWithoutASignatureHeader() throws Exception {
        set("mediahook.acme.webhook-secret", "one,two");
        HmacSignatureProcessor verifying = hmac();
        verifying.setSharedSecretHeader("X-Webhook-Secret");
        verifying.start();

        assertThat(process(verifying, Deliveries.of(BODY, "x-webhook-secret", "two"))
                        .proof())
                .isEqualTo(Proof.TOKEN);
        assertThat(refusal(verifying, Deliveries.of(BODY, "X-Webhook-Secret", "three"))
                        .cause())
                .isEqualTo(RefusalCause.TOKEN_WRONG);
        assertThat(refusal(verifying, Deliveries.of(BODY, "X-Webhook-Secret", "two", "X-Webhook-Secret", "two"))
                        .cause())
                .isEqualTo(RefusalCause.SIGNATURE_REPEATED);
        assertThat(refusal(verifying, Deliveries.of(BODY, "X-Webhook-Secret", "two", "X-Signature", "00".repeat(32)))
                        .cause())
                .isEqualTo(RefusalCause.SIGNATURE_WRONG);
        assertThat(refusal(verifying, Deliveries.of(BODY)).cause()).isEqualTo(RefusalCause.SIGNATURE_MISSING);
    }

    @Test
    void saysWhichPropertyOfABeanDoesNotFit() {
        set("mediahook.acme.webhook-secret", "one");
        HmacSignatureProcessor untimed = hmac();
        untimed.setSigned("{timestamp}.{body}");
        HmacSignatureProcessor unknown = hmac();
        unknown.setAlgorithm("HmacNothing");

        assertThatThrownBy(untimed::start)
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("HmacSignatureProcessor")
                .hasMessageContaining("timestamp:");
        assertThatThrownBy(unknown::start)
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("algorithm: there is no HMAC named HmacNothing");
    }

    private HmacSignatureProcessor hmac() {
        HmacSignatureProcessor processor = new HmacSignatureProcessor();
        processor.setCamelContext(context);
        processor.setHeader("X-Signature");
        processor.setSecrets("mediahook.acme.webhook-secret");
        return processor;
    }

    private SignedElseTokenProcessor signedElseToken() {
        StandardWebhooksProcessor signature = new StandardWebhooksProcessor();
        signature.setSecrets("mediahook.acme.webhook-secret");
        PathTokenProcessor token = new PathTokenProcessor();
        token.setTokens("mediahook.acme.webhook-token");
        SignedElseTokenProcessor verifying = new SignedElseTokenProcessor();
        verifying.setCamelContext(context);
        verifying.setSignature(signature);
        verifying.setToken(token);
        verifying.start();
        return verifying;
    }

    private Delivery process(VerifierProcessor verifying, Delivery delivery) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(delivery);
        verifying.process(exchange);
        return exchange.getMessage().getMandatoryBody(Delivery.class);
    }

    private Refusal refusal(VerifierProcessor verifying, Delivery delivery) {
        return catchThrowableOfType(DeliveryRefused.class, () -> process(verifying, delivery))
                .refusal();
    }

    private static Delivery signed(String path) {
        return at(
                path,
                Map.of(
                        "webhook-id",
                        "msg_made_up_1",
                        "webhook-timestamp",
                        Long.toString(TIME),
                        "webhook-signature",
                        SIGNATURE));
    }

    private static Delivery unsigned(String path) {
        return at(path, Map.of());
    }

    private static Delivery at(String path, Map<String, String> headers) {
        return Deliveries.at(TIME, RequestHead.of(path, new ArrayList<>(headers.entrySet())), BODY);
    }

    private void set(String property, String value) {
        context.getPropertiesComponent().addInitialProperty(property, value);
    }
}
