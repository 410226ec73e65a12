package dev.mediahook.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.FreePort;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specifies how the jar starts and which settings it uses. */
class StartIT {

    @TempDir
    Path folder;

    @Test
    void startsWithNoConfigurationAndAcceptsNothing() throws IOException {
        try (PackagedGateway gateway = PackagedGateway.bare(folder).start()) {
            for (StandInSender sender : StandInSenders.all()) {
                SignedRequest delivery = sender.request("{}".getBytes(UTF_8), sender.demoCredential());
                assertThat(gateway.client().deliver(delivery).statusCode())
                        .as(sender.name())
                        .isEqualTo(404);
                assertThat(gateway.log())
                        .containsPattern("sender=" + sender.name() + " off: (mediahook\\.[a-z.-]+ or )?"
                                + Pattern.quote(sender.credentialProperty())
                                + "( or mediahook\\.[a-z.-]+)? turns it on\n");
            }
            assertThat(gateway.client().api("GET", "/api/jobs").statusCode()).isEqualTo(403);
            assertThat(gateway.log()).doesNotContain("is unknown");
            try (Stream<Path> written = Files.list(folder)) {
                assertThat(written.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("data", "log.txt");
            }
        }
    }

    @Test
    void isReadyWhenItSaysSoEvenIfNoSenderIsOn() {
        try (PackagedGateway gateway = PackagedGateway.bare(folder)) {
            gateway.launch();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> gateway.log().contains("ready after"));
            assertThat(gateway.health()).isEqualTo(200);
        }
    }

    @Test
    void anEnvironmentVariableAndASystemPropertyWinOverTheFile() {
        try (PackagedGateway gateway = PackagedGateway.bare(folder)
                .file(
                        "application.properties",
                        "camel.server.port=1\nmediahook.bfl.webhook-secret=of-the-file\nmediahook.api.token=of-the-file")
                .environment("MEDIAHOOK_BFL_WEBHOOK_SECRET", "demo-bfl-secret")
                .jvm("-Dmediahook.api.token=" + PackagedGateway.TOKEN)
                .start()) {
            assertThat(gateway.client()
                            .deliver(Deliveries.of("bfl", "Pending", "job-env"))
                            .statusCode())
                    .isEqualTo(200);
            gateway.client().awaitJob("bfl", "job-env", "running");
            assertThat(gateway.log()).contains("sender=bfl on at /webhooks/bfl");
        }
    }

    @Test
    void aRouteFileOfTheFolderReplacesTheShippedOneOfItsName() throws IOException {
        String mine = Files.readString(Path.of("routes/bfl.camel.yaml"))
                .replace("sender: bfl", "sender: flux")
                .replace("header: X-BFL-Signature", "header: X-Flux-Signature");
        try (PackagedGateway gateway = PackagedGateway.withSenders(folder, Map.of())
                .file("routes/bfl.camel.yaml", mine)
                .start()) {
            SignedRequest shipped = Deliveries.of("bfl", "Pending", "job-mine");
            String signature = shipped.headers().get("X-BFL-Signature");
            SignedRequest moved =
                    new SignedRequest("/webhooks/flux", Map.of("X-Flux-Signature", signature), shipped.body());

            assertThat(gateway.client().deliver(shipped).statusCode()).isEqualTo(404);
            assertThat(gateway.client().deliver(moved).statusCode()).isEqualTo(200);
            assertThat(gateway.client()
                            .deliver(Deliveries.of("krea", "queued", "job-shipped"))
                            .statusCode())
                    .as("the other senders use the route files inside the jar")
                    .isEqualTo(200);
        }
    }

    @Test
    void aFaultySettingEndsTheStartAndIsNamed() throws InterruptedException {
        try (PackagedGateway gateway = PackagedGateway.withSenders(
                folder, Map.of("mediahook.retention", "a while", "mediahook.bluma.polls-per-minute", "ten"))) {
            Process process = gateway.launch();
            assertThat(gateway.endsWithin(Duration.ofSeconds(30))).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(gateway.log())
                    .contains("mediahook.retention", "mediahook.bluma.polls-per-minute")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aKillLeavesNothingInTheTemporaryFolder() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        try (PackagedGateway gateway = PackagedGateway.bare(folder)
                .jvm("-Djava.io.tmpdir=" + temporary)
                .start()) {
            gateway.kill();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void noSecretTokenOrSignedUrlIsInTheLog() {
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC());
                PackagedGateway gateway = PackagedGateway.withSenders(
                                folder,
                                Map.of(
                                        "mediahook.notify.to", "log:jobs?showBody=false",
                                        "mediahook.notify.secret", "whsec_bm90aWZ5LXNlY3JldA==",
                                        "mediahook.retry.give-up-after", "300ms"))
                        .start()) {
            GatewayClient client = gateway.client();
            URI signed = URI.create(host.medium(MediaKind.PNG, "signed") + "?sig=signed-query-value");
            URI dead = URI.create("http://127.0.0.1:1/gone.png?sig=signed-query-value");
            client.deliver(Deliveries.of("bfl", "Ready", "job-good", signed));
            client.deliver(Deliveries.of("bfl", "Ready", "job-dead", dead));
            client.deliver(Deliveries.of("krea", "completed", "job-krea", signed));
            client.send(
                    HttpRequest.newBuilder(gateway.url().resolve("/webhooks/krea/a-wrong-token?sig=signed-query-value"))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"body\":\"body-of-a-stranger\"}"))
                            .build());
            client.awaitJob("bfl", "job-good", "completed");
            client.awaitJob("krea", "job-krea", "completed");
            client.awaitJob("bfl", "job-dead", "failed");
            gateway.terminate();
            gateway.close();

            assertThat(gateway.log())
                    .contains("dead reason=fetch_failed")
                    .doesNotContain(PackagedGateway.TOKEN, "bm90aWZ5LXNlY3JldA", "signed-query-value")
                    .doesNotContain("a-wrong-token", "body-of-a-stranger", "prompt");
            for (StandInSender sender : StandInSenders.shown()) {
                assertThat(gateway.log()).doesNotContain(sender.demoCredential());
            }
        }
    }

    @Test
    void theDemoEndsWell() throws InterruptedException {
        PackagedGateway gateway = PackagedGateway.bare(folder);
        Process demo = gateway.launch(
                "demo",
                "--once",
                "--port",
                Integer.toString(FreePort.any()),
                "--management-port",
                Integer.toString(FreePort.any()));
        try (gateway) {
            assertThat(gateway.endsWithin(Duration.ofSeconds(60))).isTrue();
            assertThat(demo.exitValue()).as(gateway.log()).isZero();
            assertThat(gateway.log())
                    .startsWith("gateway   http://localhost:")
                    .as("the demo prints what happens, without log lines in between")
                    .doesNotContainPattern("(?m)^\\d{4}-\\d\\d-\\d\\dT.* (INFO|WARN) ");
            assertThat(List.of("bfl", "bluma", "abstrakt", "higgsfield", "krea"))
                    .allSatisfy(sender -> assertThat(gateway.log()).contains(sender));
        }
    }
}
