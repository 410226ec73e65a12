package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.standin.SignedRequest;
import dev.mediahook.standin.StandInSenders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specifies how the program uses its settings, and what it reports if they can't be used. */
class ConfigurationIT {

    private static final String IN_FILE = "one{{two and gr\u00fc\u00df\u00e9 \u65e5\u672c\\";
    private static final String AS_PROPERTY = "{{env:PATH}} and a ba\\ckslash\\";
    private static final String IN_ENVIRONMENT = "}}'{{x}}' near the en\\d";
    private static final String TOKEN = "to{{ken-of-the-api\\x";

    @TempDir
    Path folder;

    @Test
    void aSecretIsWhatWasGivenInTheFileAsAPropertyAndInTheEnvironment() {
        try (PackagedGateway gateway = PackagedGateway.bare(folder)
                .file(
                        "application.properties",
                        "mediahook.bfl.webhook-secret=" + IN_FILE + "\nmediahook.api.token=" + TOKEN
                                + "\nmediahook.log.format=json\nmediahook.log.level=debug\n")
                .jvm("-Dmediahook.bluma.webhook-secret=" + AS_PROPERTY)
                .environment("MEDIAHOOK_ABSTRAKT_WEBHOOK_SECRET", IN_ENVIRONMENT)
                .start()) {
            assertThat(delivered(gateway, "bfl", "Pending", IN_FILE)).isEqualTo(200);
            assertThat(delivered(gateway, "bluma", "video.queued", AS_PROPERTY)).isEqualTo(200);
            assertThat(delivered(gateway, "abstrakt", "pending", IN_ENVIRONMENT))
                    .isEqualTo(200);
            assertThat(delivered(gateway, "bfl", "Pending", "one{{two")).isEqualTo(401);
            assertThat(new GatewayClient(gateway.url(), TOKEN)
                            .api("GET", "/api/jobs")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gateway.log())
                    .contains("application.properties:1: mediahook.bfl.webhook-secret holds a backslash")
                    .contains("mediahook.bluma.webhook-secret holds {{…}}")
                    .doesNotContain("one{{two", "near the en", "ckslash\\", TOKEN);
            assertThat(gateway.log().lines())
                    .as("each line is a JSON object")
                    .allSatisfy(line -> assertThatCode(() -> new ObjectMapper()
                                    .reader()
                                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                                    .readValue(line, Map.class))
                            .doesNotThrowAnyException())
                    .anyMatch(line -> line.contains("\"level\":\"DEBUG\""))
                    .anyMatch(line -> line.contains("\"sender\":\"bfl\"") && line.contains("signature_wrong"));
        }
    }

    @Test
    void whatIsMisspeltIsToldWithWhatWasMeantAndWhatIsInUseToo() {
        try (PackagedGateway gateway = PackagedGateway.withSenders(
                        folder,
                        Map.of(
                                "mediahok.retention", "1d",
                                "mediahook.abstract.webhook-secret", "whsec_abcdefghijklmnop",
                                "mediahook.krea.webhook-token", "0123456789abcdef,x"))
                .environment("MEDIAHOOK_BFL_WEBHOOK_SECERT", "abc")
                .start()) {
            assertThat(gateway.log())
                    .contains("mediahok.retention is unknown and has no effect; did you mean mediahook.retention?")
                    .contains("mediahook.abstract.webhook-secret is unknown and has no effect;"
                            + " did you mean mediahook.abstrakt.webhook-secret?")
                    .contains("MEDIAHOOK_BFL_WEBHOOK_SECERT is unknown and has no effect;"
                            + " did you mean MEDIAHOOK_BFL_WEBHOOK_SECRET?")
                    .contains("mediahook.krea.webhook-token has a value of fewer than 16 characters")
                    .doesNotContain("0123456789abcdef")
                    .containsPattern("mediahook version=\\S+ java=\\S+ data=/\\S+/data database=/\\S+mediahook.db"
                            + " store=file:data/media properties=application.properties"
                            + " routes=shipped:\\d+\n");
        }
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws InterruptedException {
        Map<String, String> wrong = new HashMap<>();
        wrong.put("mediahook.retention", "a while");
        wrong.put("mediahook.notify.secret", "not base64!");
        wrong.put("mediahook.media.allow-addresses", "127.0.0.0/8,10.0.0.0/99");
        wrong.put("mediahook.media.store", "azure-storage-blob:account/container");
        wrong.put("mediahook.notify.to", "kafka:jobs?brokers=broker:9092&saslJaasConfig=hidden,direct:somewhere");
        wrong.put("mediahook.krea.webhook-token", "with/a-slash-0123456789");
        String log = refusedStart(wrong);
        assertThat(log)
                .contains("6 faults", "mediahook.retention: \"a while\"")
                .contains("mediahook.notify.secret: is not whsec_ and base64 after it")
                .contains("mediahook.media.allow-addresses: \"10.0.0.0/99\"")
                .contains("mediahook.media.store: there is no component \"azure-storage-blob\"")
                .contains("mediahook.notify.to: there is no component \"kafka\"")
                .contains("mediahook.krea.webhook-token: a value holds /")
                .doesNotContain("hidden", "not base64!", "with/a-slash");
    }

    @Test
    void whatOnlyTheEnvironmentGivesOfASenderIsCheckedToo() throws InterruptedException {
        try (PackagedGateway gateway = PackagedGateway.bare(folder)
                .environment("MEDIAHOOK_BLUMA_WEBHOOK_SECRET", "whsec_0123456789")
                .environment("MEDIAHOOK_BLUMA_WEBHOOK_TIMEOUT", "soon")
                .environment("MEDIAHOOK_KREA_WEBHOOK_TOKEN", "with/a-slash-0123456789")) {
            assertThat(refusedStart(gateway))
                    .contains("2 faults", "mediahook.bluma.webhook-timeout: \"soon\" is not a duration")
                    .contains("mediahook.krea.webhook-token: a value holds /");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mediahook.notify.to, direct:nobody, mediahook.notify.to: no route serves direct:nobody",
        "mediahook.webhook.relay, direct:mediahook-to-kafka, mediahook.webhook.relay: no route serves direct:mediahook-to-kafka",
        "mediahook.bluma.webhook-secret, whsec_bluma, ''",
        "mediahook.api.read-token, short, ''",
        "mediahook.higgsfield.webhook-secret, whsec_, mediahook.higgsfield.webhook-secret: value 1",
        "mediahook.idempotent-repository, nosuch, mediahook.idempotent-repository: there is no repository nosuch",
        "mediahook.media.store, aws2-s3://bucket?regoin=eu, mediahook.media.store:",
        "mediahook.notify.to, file:/x?fielName=y, mediahook.notify.to: file has no option fielName; did you mean fileName?",
        "mediahook.media.content-types, video, mediahook.media.content-types:",
        "mediahook.public-url, hooks.example, mediahook.public-url: is no address",
        "camel.main.shutdownTimeout, soon, camel.main.shutdownTimeout:",
        "camel.main.shutdownTimout, 5, camel.main.shutdownTimout: Camel knows no such property",
        "mediahook.log.format, xml, mediahook.log.format: \"xml\" is neither text nor json",
        "mediahook.log.level, loud, 'mediahook.log.level: \"loud\" is none of off, fatal, error, warn, info, debug, trace, all'",
        "mediahook.notify.to, nowhere, mediahook.notify.to: is no endpoint URI",
        "mediahook.notify.to, 'log:a,\\', application.properties:"
    })
    void oneWrongTargetIsOneLine(String name, String value, String said) throws InterruptedException {
        if (said.isEmpty()) {
            try (PackagedGateway gateway =
                    PackagedGateway.withSenders(folder, Map.of(name, value)).start()) {
                assertThat(gateway.log()).contains(name + " has a value of fewer than 16 characters");
            }
            return;
        }
        assertThat(refusedStart(Map.of(name, value))).contains(said);
    }

    @Test
    void aFileThatIsNotUtf8IsNamedWithItsLine() throws Exception {
        java.nio.file.Files.write(
                folder.resolve("application.properties"),
                "\n# caf\u00e9\nmediahook.bfl.webhook-secret=gr\u00fcn-0123456789abcdef\n"
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        try (PackagedGateway gateway = PackagedGateway.bare(folder)) {
            Process process = gateway.launch();
            assertThat(gateway.endsWithin(Duration.ofSeconds(60))).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(gateway.log())
                    .contains("application.properties:3: is not UTF-8")
                    .doesNotContain("application.properties:2");
        }
    }

    @Test
    void saysItsVersion() throws InterruptedException {
        try (PackagedGateway gateway = PackagedGateway.bare(folder)) {
            Process process = gateway.launch("--version");
            assertThat(gateway.endsWithin(Duration.ofSeconds(30))).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(gateway.log()).containsPattern("mediahook \\S+ \\(Java \\d+");
        }
    }

    private String refusedStart(Map<String, String> properties) throws InterruptedException {
        try (PackagedGateway gateway = PackagedGateway.withSenders(folder, properties)) {
            return refusedStart(gateway);
        }
    }

    private static String refusedStart(PackagedGateway gateway) throws InterruptedException {
        Process process = gateway.launch();
        assertThat(gateway.endsWithin(Duration.ofSeconds(60))).as(gateway.log()).isTrue();
        assertThat(process.exitValue()).as(gateway.log()).isEqualTo(2);
        assertThat(gateway.log()).doesNotContain("\tat ", "ready after");
        return gateway.log();
    }

    private static int delivered(PackagedGateway gateway, String sender, String payload, String secret) {
        byte[] body = Deliveries.of(sender, payload, "job-of-" + sender).body();
        SignedRequest request = StandInSenders.named(sender).orElseThrow().request(body, secret);
        return gateway.client().deliver(request).statusCode();
    }
}
