package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is stopped by SIGTERM, or its store is away for a while. */
class StoppingIT {

    @TempDir
    Path folder;

    MediaHost host;

    @BeforeEach
    void serve() {
        host = MediaHost.start(0, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    /** A medium that takes about four seconds: 40 pauses of 100 ms. */
    private URI slowMedium(String name) {
        MediaBehaviour slow = MediaBehaviour.NORMAL.slow(Duration.ofMillis(100)).filledTo(40 * 8192);
        return host.medium(MediaKind.JPEG, name, slow);
    }

    @Test
    void endsWhatIsUnderWayAndTakesNothingNew() throws Exception {
        try (PackagedGateway gateway =
                PackagedGateway.withSenders(folder, Map.of()).start()) {
            URI medium = slowMedium("under-way");
            gateway.client().deliver(Deliveries.of("bfl", "Ready", "job-under-way", medium));
            Awaitility.await().until(() -> host.requests(medium) == 1);
            gateway.terminate();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> gateway.client().tryToDeliver(Deliveries.of("bfl", "Pending", "job-late")) == 503);
            assertThat(gateway.endsWithin(Duration.ofSeconds(20))).isTrue();
            assertThat(gateway.media().resolve("bfl/job-under-way/0.jpg"))
                    .as(gateway.log())
                    .hasSize(40 * 8192);
            assertThat(gateway.log())
                    .as("running events end before the program does")
                    .doesNotContain("route failed", "Rejected");

            gateway.start();
            gateway.client().awaitJob("bfl", "job-under-way", "completed");
            assertThat(host.requests(medium))
                    .as("the medium was fetched before the stop")
                    .isEqualTo(1);
        }
    }

    @Test
    void takesADeliveryWhoseBodyIsArriving() throws Exception {
        SignedRequest delivery = Deliveries.of("krea", "queued", "job-half");
        byte[] body = delivery.body();
        try (PackagedGateway gateway =
                        PackagedGateway.withSenders(folder, Map.of()).start();
                Socket sender = new Socket("127.0.0.1", gateway.port)) {
            OutputStream out = sender.getOutputStream();
            out.write(
                    ("POST " + delivery.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, 5);
            // What comes after the first part on another connection is answered, so the first part is here too.
            gateway.client().deliver(Deliveries.of("krea", "queued", "job-whole"));
            gateway.terminate();
            Awaitility.await().until(() -> gateway.log().contains("stopping: deliveries get 503"));
            out.write(body, 5, body.length - 5);

            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(sender.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(gateway.endsWithin(Duration.ofSeconds(20))).isTrue();
            gateway.start();
            gateway.client().awaitJob("krea", "job-half", "running");
        }
    }

    @Test
    void whatDoesNotEndInTimeIsTakenUpAfterTheNextStart() throws Exception {
        try (PackagedGateway gateway = PackagedGateway.withSenders(folder, Map.of("camel.main.shutdownTimeout", "1"))
                .start()) {
            URI medium = slowMedium("cut-off");
            gateway.client().deliver(Deliveries.of("bfl", "Ready", "job-cut-off", medium));
            Awaitility.await().until(() -> host.requests(medium) == 1);
            gateway.terminate();
            assertThat(gateway.endsWithin(Duration.ofSeconds(15)))
                    .as(gateway.log())
                    .isTrue();
            assertThat(StoredMedia.files(gateway.media()))
                    .as("no partial file is stored")
                    .isEmpty();
            String log = gateway.log();
            assertThat(log.substring(log.indexOf("stopping: deliveries get 503, work under way has up to 1 s")))
                    .as(log)
                    .containsPattern("event=\\S+ sender=bfl attempt=1 tried again at=\\S+"
                            + " cause=\"route_failed: cut off by the stop\"")
                    .contains("stopped: some work was cut off, the next start takes it up")
                    .doesNotContain("WARN", "ERROR");

            gateway.start();
            gateway.client().awaitJob("bfl", "job-cut-off", "completed");
            assertThat(gateway.media().resolve("bfl/job-cut-off/0.jpg")).hasSize(40 * 8192);
        }
    }

    @Test
    void waitsForAStoreThatIsAway() throws IOException {
        try (PackagedGateway gateway =
                PackagedGateway.withSenders(folder, Map.of()).start()) {
            Path media = gateway.media();
            Files.createDirectories(media.getParent());
            Files.deleteIfExists(media);
            Files.writeString(media, "a file where the folder should be");
            URI medium = host.medium(MediaKind.JPEG, "away");
            gateway.client().deliver(Deliveries.of("bfl", "Ready", "job-away", medium));
            gateway.client()
                    .await(
                            "/api/jobs/bfl/job-away",
                            job -> job.at("/events/0/attempts").asInt() >= 3
                                    && job.at("/events/0/reason").asText().equals("store_failed"));
            assertThat(gateway.client()
                            .get("/api/jobs/bfl/job-away")
                            .path("status")
                            .asText())
                    .isEqualTo("running");

            Files.delete(media);
            gateway.client().awaitJob("bfl", "job-away", "completed");
            assertThat(StoredMedia.files(media)).containsExactly("bfl/job-away/0.jpg");
            assertThat(host.requests(medium))
                    .as("a fetched medium is not fetched again, since its URL may have expired")
                    .isEqualTo(1);
            assertThat(StoredMedia.files(folder.resolve("data/parts"))).isEmpty();
        }
    }
}
