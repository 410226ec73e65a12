package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.example.Acme;
import dev.mediahook.standin.Faults;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.SenderApis;
import dev.mediahook.standin.SignedRequest;
import dev.mediahook.store.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} tells whether a configuration works with the services that it names, and reports each fault. */
class CheckIT {

    private static final String KEY = "the-key-of-the-account";

    @TempDir
    Path folder;

    @TempDir
    Path buckets;

    @Test
    void aConfigurationThatWillDoIsFoundGoodInEveryPlaceItNames() throws Exception {
        Map<String, String> properties = new HashMap<>(TestDatabase.POSTGRESQL.properties(folder.resolve("data")));
        try (S3Server s3 = S3Server.start(buckets);
                MediaHost media = MediaHost.start(0, Clock.systemUTC());
                SenderApis apis = SenderApis.start(0, media, KEY, Faults.NONE, Clock.systemUTC())) {
            properties.put("mediahook.media.store", s3.uri());
            asked(properties, apis, KEY);
            try (PackagedGateway gateway = PackagedGateway.withSenders(folder, properties)) {
                publicUrl(gateway, gateway.url());
                assertThat(check(gateway)).as(gateway.log()).isZero();

                assertThat(gateway.log())
                        .containsPattern(
                                "ok +database +jdbc:postgresql://localhost:\\d+/test_\\w+ opens, reads and writes")
                        .containsPattern("ok +store +aws2-s3://media took a test object, which is deleted again")
                        .containsPattern("ok +key krea +asked after a job that can't exist, the sender answered 404")
                        .containsPattern("ok +key bfl +asked after a job that can't exist")
                        .containsPattern("ok +public URL +" + gateway.url() + " leads to port " + gateway.port)
                        .containsPattern("ok +bfl +on at /webhooks/bfl")
                        .containsPattern("ok +routes +shipped:media.camel.yaml, \\d routes")
                        .endsWith("nothing is wrong\n")
                        .doesNotContain("FAULT", KEY, "secretKey", PackagedGateway.TOKEN);
                assertThat(s3.objects().list(S3Server.BUCKET))
                        .as("nothing is left in the bucket")
                        .isEmpty();
                assertThat(apis.jobs()).as("nothing is submitted").isEmpty();
                assertThat(StoredMedia.files(gateway.media())).isEmpty();
            }
        }
    }

    @Test
    void everyFaultIsNamedOnALineOfItsOwn() throws Exception {
        Map<String, String> properties = new HashMap<>();
        HttpServer stranger = stranger();
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                SenderApis apis = SenderApis.start(0, media, KEY, Faults.NONE, Clock.systemUTC())) {
            asked(properties, apis, "another-key-of-nobody");
            properties.put("mediahook.database.url", "jdbc:postgresql://127.0.0.1:1/nowhere");
            properties.put("mediahook.media.store", "file:log.txt/media");
            properties.put("mediahook.krea.api-url", "http://127.0.0.1:1");
            properties.put("camel.main.routesReloadEnabled", "true");
            try (PackagedGateway gateway = PackagedGateway.withSenders(folder, properties)
                    .file(
                            "routes/bfl.camel.yaml",
                            Files.readString(Path.of("routes/bfl.camel.yaml"))
                                    .replaceFirst("jobId: \\$", "jobbId: \\$"))
                    .file(
                            "routes/acme.camel.yaml",
                            Files.readString(Path.of("src/test/resources/example/acme.camel.yaml"))
                                    .replaceFirst("direct:mediahook-job-failed", "direct:nobody-serves-this"))) {
                publicUrl(
                        gateway,
                        URI.create("http://127.0.0.1:" + stranger.getAddress().getPort()));
                assertThat(check(gateway)).as(gateway.log()).isEqualTo(1);

                assertThat(gateway.log())
                        .containsPattern("FAULT database .*127.0.0.1:1")
                        .containsPattern("FAULT routes .*bfl.camel.yaml line=\\d+ cause=.*jobbId")
                        .containsPattern("FAULT routes .*acme.camel.yaml leads to direct:nobody-serves-this")
                        .containsPattern(
                                "FAULT settings +camel.main.routesReloadEnabled: .*mediahook.routes.reload=true")
                        .containsPattern("FAULT store +file:log.txt/media took no test object")
                        .containsPattern("FAULT key abstrakt +the sender refused the key with 401:"
                                + " look at mediahook.abstrakt.api-key")
                        .containsPattern(
                                "FAULT key krea +the sender's API did not answer: look at" + " mediahook.krea.api-url")
                        .containsPattern("FAULT public URL .* leads elsewhere: 200 came")
                        .containsPattern("ok +bluma +on at /webhooks/bluma")
                        .containsPattern("(?m)^\\d+ faults$")
                        .doesNotContain("\tat ", "another-key-of-nobody");
            }
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    void aGatewayThatRunsIsRecognisedAndKeepsItsData() throws Exception {
        try (PackagedGateway running =
                PackagedGateway.withSenders(folder, Map.of()).start()) {
            running.client().deliver(Deliveries.of("bfl", "Pending", "job-kept"));
            publicUrl(running, running.url());
            PackagedGateway beside = PackagedGateway.bare(folder)
                    .environment("CAMEL_SERVER_PORT", Integer.toString(running.port))
                    .environment("CAMEL_MANAGEMENT_PORT", Integer.toString(running.managementPort));
            assertThat(check(beside)).as(beside.log()).isZero();

            assertThat(beside.log())
                    .containsPattern("warn +database .*mediahook.db was not opened: a gateway runs on it")
                    .containsPattern("warn +ports .*is it a gateway that runs\\?")
                    .containsPattern("ok +public URL .* is answered by a gateway that runs")
                    .containsPattern("ok +store +file:data/media took a test object, which is deleted again");
            assertThat(StoredMedia.files(running.media())).isEmpty();
            running.client().awaitJob("bfl", "job-kept", "running");
        }
    }

    @Test
    void aSampleOfASenderIsReadAndItsSignatureJudged() throws Exception {
        SignedRequest right = Acme.finished("task-1", URI.create("https://media.example/one.mp4?sig=1"));
        try (PackagedGateway gateway = PackagedGateway.withSenders(
                        folder, Map.of("mediahook.acme.webhook-secret", Acme.SECRET))
                .file(
                        "routes/acme.camel.yaml",
                        Files.readString(Path.of("src/test/resources/example/acme.camel.yaml")))) {
            Files.write(folder.resolve("sample.json"), right.body());
            assertThat(check(gateway, sample(right.headers())))
                    .as(gateway.log())
                    .isZero();
            assertThat(gateway.log())
                    .containsPattern("job +task-1")
                    .containsPattern("status +\"finished\" means completed")
                    .containsPattern("medium +0 https://media.example/one.mp4\\?sig=1")
                    .containsPattern("ok +proof +verifies");

            assertThat(check(gateway, sample(Acme.forged(right).headers()))).isEqualTo(1);
            assertThat(gateway.log()).containsPattern("FAULT proof +does not verify: signature_wrong");
        }
    }

    private static String[] sample(Map<String, String> headers) {
        return Stream.concat(
                        Stream.of("check", "routes/acme.camel.yaml", "--payload", "sample.json"),
                        headers.entrySet().stream()
                                .flatMap(header -> Stream.of("--header", header.getKey() + ": " + header.getValue())))
                .toArray(String[]::new);
    }

    private static int check(PackagedGateway gateway, String... arguments) throws InterruptedException {
        Process process = gateway.launch(arguments.length == 0 ? new String[] {"check"} : arguments);
        assertThat(gateway.endsWithin(Duration.ofMinutes(3))).as(gateway.log()).isTrue();
        return process.exitValue();
    }

    private static void asked(Map<String, String> properties, SenderApis apis, String key) {
        for (String sender : SenderApis.senders()) {
            properties.put("mediahook." + sender + ".api-url", apis.url(sender).toString());
            properties.put("mediahook." + sender + ".api-key", key);
        }
    }

    private static void publicUrl(PackagedGateway gateway, URI url) {
        gateway.file(
                "application.properties", gateway.text("application.properties") + "\nmediahook.public-url=" + url);
    }

    /** A server that answers every request, but is not the gateway. */
    private static HttpServer stranger() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
