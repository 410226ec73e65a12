package dev.mediahook.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason for which an event is given up shows in its job. */
class RefusedMediaIT {

    private static final int LIMIT = 500_000;

    @TempDir
    static Path folder;

    static MediaHost host;
    static PackagedGateway gateway;

    @BeforeAll
    static void start() {
        host = MediaHost.start(0, Clock.systemUTC());
        gateway = PackagedGateway.withSenders(
                        folder,
                        Map.of(
                                "mediahook.media.max-bytes", Integer.toString(LIMIT),
                                "mediahook.higgsfield.media-hosts", "*.example.com",
                                "mediahook.retry.give-up-after", "500ms"))
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        host.close();
    }

    static Stream<Arguments> refusals() {
        MediaBehaviour normal = MediaBehaviour.NORMAL;
        String plain = host.medium(MediaKind.PNG, "plain").toString();
        return Stream.of(
                arguments("address_refused", "krea", "http://10.1.2.3/a.png"),
                arguments("address_refused", "krea", "http://169.254.169.254/latest/meta-data"),
                arguments("address_refused", "krea", "http://[::1]:9/a.png"),
                arguments("host_refused", "higgsfield", plain),
                arguments("scheme_refused", "krea", "ftp://127.0.0.1/a.png"),
                arguments("scheme_refused", "krea", "file:///etc/passwd"),
                arguments("url_refused", "krea", plain.replace("http://", "http://user:word@")),
                arguments("url_refused", "krea", "http://"),
                arguments("too_large", "krea", medium("large", normal.filledTo(LIMIT + 1))),
                arguments(
                        "truncated",
                        "krea",
                        medium("short", normal.filledTo(100_000).breaking(1000, 100))),
                arguments("not_media", "krea", medium("page", normal.htmlInstead())),
                arguments("too_many_redirects", "krea", redirects(4)),
                arguments("url_expired", "krea", medium("expired", normal.expiringAt(Instant.EPOCH))),
                arguments("fetch_failed", "krea", medium("failing", normal.failing(1000))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isADeadEventWithItsReason(String reason, String sender, String url) {
        GatewayClient client = gateway.client();
        String jobId = "job-" + Integer.toHexString((reason + url).hashCode());
        String body = sender.equals("krea")
                ? "{\"job_id\":\"" + jobId + "\",\"status\":\"completed\",\"result\":{\"urls\":[\"" + url + "\"]}}"
                : "{\"request_id\":\"" + jobId + "\",\"status\":\"completed\",\"images\":[{\"url\":\"" + url + "\"}]}";

        assertThat(client.deliver(Deliveries.signed(sender, body.getBytes(UTF_8)))
                        .statusCode())
                .isEqualTo(200);
        JsonNode job = client.awaitJob(sender, jobId, "failed");

        assertThat(job.at("/error/code").asText()).as("%s", gateway.log()).isEqualTo(reason);
        assertThat(job.path("statusBySender").asText()).isEqualTo("completed");
        JsonNode event = client.await(
                        "/api/jobs/" + sender + "/" + jobId,
                        one -> one.at("/events/0/state").asText().equals("dead"))
                .at("/events/0");
        assertThat(event.path("reason").asText()).isEqualTo(reason);
        assertThat(StoredMedia.files(gateway.media().resolve(sender).resolve(jobId)))
                .isEmpty();
    }

    @Test
    void threeRedirectsAreFollowed() {
        GatewayClient client = gateway.client();
        client.deliver(Deliveries.of("krea", "completed", "job-three", URI.create(redirects(3))));
        client.awaitJob("krea", "job-three", "completed");
    }

    @Test
    void whatCannotBeReadIsKeptDeadForAReplay() {
        GatewayClient client = gateway.client();
        for (String body : new String[] {"not JSON", "{\"status\":\"completed\"}", "{\"job_id\":\"a\"}", "[]"}) {
            assertThat(client.deliver(Deliveries.signed("krea", body.getBytes(UTF_8)))
                            .body())
                    .isEqualTo("{\"status\":\"received\"}");
            JsonNode event = client.get("/api/events?sender=krea&limit=1").at("/items/0");
            assertThat(event.path("state").asText()).isEqualTo("dead");
            assertThat(event.path("reason").asText()).isEqualTo("unreadable");
            assertThat(client.api("GET", "/api/events/" + event.path("eventId").asText() + "/payload")
                            .body())
                    .isEqualTo(body);
        }
    }

    @Test
    void aReplayThatGetsTheMediumCompletesTheJob() {
        GatewayClient client = gateway.client();
        URI medium = host.medium(MediaKind.PNG, "mended", MediaBehaviour.NORMAL.htmlInstead());
        client.deliver(Deliveries.of("krea", "completed", "job-mended", medium));
        String event = client.awaitJob("krea", "job-mended", "failed")
                .at("/events/0/eventId")
                .asText();
        client.await(
                "/api/jobs/krea/job-mended",
                job -> job.at("/events/0/state").asText().equals("dead"));

        host.medium(MediaKind.PNG, "mended", MediaBehaviour.NORMAL);
        assertThat(client.api("POST", "/api/events/" + event + "/replay").statusCode())
                .isEqualTo(202);
        JsonNode job = client.awaitJob("krea", "job-mended", "completed");
        assertThat(job.path("error").isNull()).as("%s", job).isTrue();
    }

    private static String medium(String name, MediaBehaviour behaviour) {
        return host.medium(MediaKind.PNG, name, behaviour).toString();
    }

    /** The URL of a chain of this many redirects, with a medium at its end. */
    private static String redirects(int count) {
        URI next = host.medium(MediaKind.PNG, "plain");
        for (int i = 0; i < count; i++) {
            next = host.medium(MediaKind.PNG, "hop-" + count + "-" + i, MediaBehaviour.NORMAL.redirecting(next));
        }
        return next.toString();
    }
}
