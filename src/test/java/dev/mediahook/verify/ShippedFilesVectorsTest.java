package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.RefusalCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The verifying bean of each shipped route file accepts a vector that an independent HMAC computed for its sender. */
class ShippedFilesVectorsTest {

    private static final String NOW = Long.toString(TIME);

    private record Vector(String sender, String secret, Proof proof, String body, List<String> headers) {

        /** The body, changed in what the sender signs: the whole body, or only the job's id. */
        String changed() {
            return proof == Proof.SIGNED ? body + " " : body.replace("made-up", "made_up");
        }

        @Override
        public String toString() {
            return sender;
        }
    }

    static Stream<Vector> vectors() {
        return Stream.of(
                new Vector(
                        "higgsfield",
                        "whsec_bWVkaWFob29rLXRlc3Qta2V5LTMyLWJ5dGVzLWxvbmc=",
                        Proof.SIGNED,
                        "{\"status\":\"completed\",\"request_id\":\"00000000-0000-4000-8000-000000000001\","
                                + "\"images\":[{\"url\":\"https://media.example/a.png\"}]}",
                        standard("msg_made_up_1", "v1,pomvH+anyBn+epxxhQ6CjRHBqdVe8DwOYMQ8+XVk3Uo=")),
                new Vector(
                        "openrouter",
                        "or-test-secret",
                        Proof.SIGNED,
                        "{\"type\":\"video.generation.completed\",\"created_at\":\"2026-06-01T00:00:00.000Z\",\"data\":"
                                + "{\"id\":\"job-made-up-1\",\"status\":\"completed\",\"unsigned_urls\":"
                                + "[\"https://openrouter.ai/api/v1/videos/job-made-up-1/content?index=0\"],"
                                + "\"usage\":{\"cost\":0.5}}}",
                        List.of(
                                "X-OpenRouter-Signature",
                                "t=1780000000,v1=955e0e3772df46ed9ee87fcc98d3f59224af7ad8b3875dbcfc4c7c5b344fbd63")),
                new Vector(
                        "deapi",
                        "deapi-test-secret",
                        Proof.SIGNED,
                        "{\"event\":\"job.completed\",\"delivery_id\":\"00000000-0000-4000-8000-000000000002\","
                                + "\"timestamp\":1780000000,\"data\":{\"job_request_id\":\"req-made-up-1\","
                                + "\"status\":\"done\",\"previous_status\":\"processing\",\"job_type\":\"txt2img\","
                                + "\"result_url\":\"https://media.example/a.png\"}}",
                        List.of(
                                "X-DeAPI-Signature",
                                "sha256=5e6858de08b639e285eee34e3f11a9a68bef8ae2f36d8db828836d3938cd87b5",
                                "X-DeAPI-Timestamp",
                                NOW)),
                new Vector(
                        "wavespeed",
                        "whsec_c2VjcmV0LW1hZGUtdXA=",
                        Proof.SIGNED,
                        "{\"id\":\"wsp-made-up-1\",\"model\":\"wavespeed-ai/flux-dev\","
                                + "\"outputs\":[\"https://media.example/a.jpeg\"],\"has_nsfw_contents\":[false],"
                                + "\"status\":\"completed\",\"error\":\"\"}",
                        standard(
                                "wsp-made-up-1",
                                "v3,e20d7d68c15f261ecbdf4c2134665411c71873c48f57a7a25124e81cde85a67b")),
                new Vector(
                        "pollo",
                        "cG9sbG8tbWFkZS11cC1zZWNyZXQta2V5",
                        Proof.SIGNED,
                        "{\"taskId\":\"pol-made-up-1\",\"status\":\"succeed\"}",
                        List.of(
                                "X-Webhook-Id",
                                "wid-1",
                                "X-Webhook-Timestamp",
                                NOW,
                                "X-Webhook-Signature",
                                "kuIW9HMJZDdJAAQAl6Tl07vTkruelMz7/5Ly8oLJ2Q8=")),
                new Vector(
                        "kie",
                        "kie-test-key",
                        Proof.TOKEN,
                        "{\"code\":200,\"data\":{\"task_id\":\"kie-made-up-1\"}}",
                        List.of(
                                "X-Webhook-Timestamp",
                                NOW,
                                "X-Webhook-Signature",
                                "Z34RzINVekEro6yuRZGjpbQrd36zfJpyZE+3F7eRJAI=")),
                heygen("Heygen-Signature"),
                heygen("Signature"));
    }

    /** HeyGen has renamed its header. The older name is still in use. */
    private static Vector heygen(String header) {
        return new Vector(
                "heygen",
                "whsec_made_up_heygen",
                Proof.SIGNED,
                "{\"event_type\":\"avatar_video.success\",\"event_data\":{\"video_id\":\"vid-made-up-1\","
                        + "\"url\":\"https://media.example/a.mp4\",\"callback_id\":\"cb-1\"}}",
                List.of(header, "cc2f4e4ba604ea89901d82ed1c0c3867b5e71b7b2b5635b518457ecd674ca4f1"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void areVerifiedAsTheFileSaysAndNotIfOneByteIsAnother(Vector vector) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent()
                    .addInitialProperty("mediahook." + vector.sender() + ".webhook-secret", vector.secret());
            VerifierProcessor verifying = verifying(context, vector.sender());
            String[] headers = vector.headers().toArray(String[]::new);

            assertThat(process(verifying, Deliveries.of(vector.body(), headers)).proof())
                    .isEqualTo(vector.proof());
            assertThat(cause(verifying, Deliveries.of(vector.changed(), headers)))
                    .isEqualTo(RefusalCause.SIGNATURE_WRONG);
        }
    }

    private static List<String> standard(String id, String signature) {
        return List.of("webhook-id", id, "webhook-timestamp", NOW, "webhook-signature", signature);
    }

    /** Creates the bean that has the secrets as the route loader does. */
    @SuppressWarnings("unchecked") // the YAML's maps have string keys, or the cast fails the test
    private static VerifierProcessor verifying(CamelContext context, String sender) throws Exception {
        for (Map<String, Object> bean : beans(sender)) {
            Map<String, Object> properties = new HashMap<>((Map<String, Object>) bean.get("properties"));
            String type = String.valueOf(bean.get("type"));
            if (type.contains(".verify.") && properties.containsKey("secrets")) {
                VerifierProcessor verifying = (VerifierProcessor) context.getInjector()
                        .newInstance(context.getClassResolver().resolveMandatoryClass(type));
                verifying.setCamelContext(context);
                PropertyBindingSupport.build().withRemoveParameters(false).bind(context, verifying, properties);
                verifying.start();
                return verifying;
            }
        }
        throw new AssertionError(sender + " has no bean with secrets");
    }

    @SuppressWarnings("unchecked") // the YAML's maps have string keys, or the cast fails the test
    private static List<Map<String, Object>> beans(String sender) throws IOException {
        String text = Files.readString(Path.of("routes", sender + ".camel.yaml"));
        List<Map<String, Object>> beans = new ArrayList<>();
        for (Map<String, Object> item :
                (List<Map<String, Object>>) new Load(LoadSettings.builder().build()).loadFromString(text)) {
            beans.addAll((List<Map<String, Object>>) item.getOrDefault("beans", List.of()));
        }
        return beans;
    }

    private static Delivery process(VerifierProcessor verifying, Delivery delivery) throws Exception {
        Exchange exchange = new DefaultExchange(verifying.getCamelContext());
        exchange.getMessage().setBody(delivery);
        verifying.process(exchange);
        return exchange.getMessage().getMandatoryBody(Delivery.class);
    }

    private static RefusalCause cause(VerifierProcessor verifying, Delivery delivery) {
        return catchThrowableOfType(DeliveryRefused.class, () -> process(verifying, delivery))
                .refusal()
                .cause();
    }
}
