package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target is notified over HTTP, even if it fails from time to time. */
class NotifyingTest {

    @TempDir
    Path data;

    final List<JsonNode> told = new CopyOnWriteArrayList<>();
    final List<String> contentTypes = new CopyOnWriteArrayList<>();
    final AtomicInteger deaf = new AtomicInteger();
    HttpServer target;
    TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        target.createContext("/hook", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                told.add(TestGateway.json(body));
                contentTypes.add(exchange.getRequestHeaders().getFirst("Content-Type"));
                exchange.sendResponseHeaders(deaf.getAndDecrement() > 0 ? 500 : 204, -1);
            }
        });
        target.start();
        String url = "http://127.0.0.1:" + target.getAddress().getPort() + "/hook";
        gateway = TestGateway.start(data, Map.of("mediahook.notify.to", url, "mediahook.retry.give-up-after", "10s"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        target.stop(0);
    }

    @Test
    void tellsOfATerminalStatusAsACloudEvent() {
        gateway.deliverBfl("{\"id\":\"job-told\",\"status\":\"Pending\"}");
        gateway.awaitJob("bfl", "job-told", "running");
        gateway.deliverBfl("{\"id\":\"job-told\",\"status\":\"Request Moderated\"}");
        awaitTold(1);

        JsonNode event = told.get(0);
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("dev.mediahook.job.moderated");
        assertThat(event.path("source").asText()).isEqualTo("/mediahook/bfl");
        assertThat(event.path("subject").asText()).isEqualTo("job-told");
        assertThat(event.at("/data/status").asText()).isEqualTo("moderated");
        assertThat(event.at("/data/jobId").asText()).isEqualTo("job-told");
        assertThat(contentTypes.get(0)).startsWith("application/cloudevents+json");
    }

    @Test
    void tellsAgainUnderTheSameIdUntilItIsHeard() {
        deaf.set(2);
        gateway.deliverBfl("{\"id\":\"job-deaf\",\"status\":\"Failed\"}");
        awaitTold(3);
        JsonNode sent = awaitSent();

        assertThat(told).extracting(event -> event.path("id")).containsOnly(sent.path("id"));
        assertThat(sent.path("attempts").asInt()).isEqualTo(3);
        assertThat(sent.path("jobId").asText()).isEqualTo("job-deaf");
    }

    @Test
    void aPausedTargetHearsNothingUntilItIsResumed() {
        String name = gateway.get("/api/targets").at("/items/0/name").asText();
        gateway.api("POST", "/api/targets/" + name + "/pause");
        gateway.deliverBfl("{\"id\":\"job-paused\",\"status\":\"Failed\"}");
        gateway.await("/api/targets", page -> page.at("/items/0/pending").asInt() == 1);
        assertThat(told).isEmpty();

        gateway.api("POST", "/api/targets/" + name + "/resume");
        awaitTold(1);
        assertThat(gateway.api("POST", "/api/targets/nobody/pause").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatNobodyHeardIsDeadAndToldAgainWhenAsked() {
        JsonNode dead = deadNotification();
        assertThat(dead.path("reason").asText()).isEqualTo("it answered 500");
        String targets = gateway.get("/api/targets").toString();
        assertThat(targets).contains("\"dead\":1").doesNotContain("key=abc");
        deaf.set(0);
        String replay = "/api/notifications/%s/replay";
        String id = dead.path("id").asText();
        assertThat(gateway.api("POST", replay.formatted(id)).body()).isEqualTo("{\"replayed\":1}");
        assertThat(awaitSent().path("id")).isEqualTo(dead.path("id"));
        assertThat(gateway.api("POST", replay.formatted("none")).statusCode()).isEqualTo(404);
    }

    @Test
    void whatNobodyHeardIsToldAgainWhenItsEventIsReplayed() {
        JsonNode dead = deadNotification();
        deaf.set(0);
        JsonNode event = gateway.get("/api/jobs/bfl/job-dead").at("/events/0/eventId");
        gateway.api("POST", "/api/events/" + event.asText() + "/replay");

        assertThat(awaitSent().path("id")).isEqualTo(dead.path("id"));
    }

    private JsonNode deadNotification() {
        deaf.set(Integer.MAX_VALUE);
        gateway.close();
        gateway = TestGateway.start(
                data,
                Map.of(
                        "mediahook.notify.here.to",
                                "http://127.0.0.1:" + target.getAddress().getPort() + "/hook?key=abc",
                        "mediahook.notify.here.types", "dev.mediahook.job.*",
                        "mediahook.retry.give-up-after", "300ms"));
        gateway.deliverBfl("{\"id\":\"job-dead\",\"status\":\"Failed\"}");
        return awaitOne("/api/notifications?state=dead&target=here");
    }

    private JsonNode awaitSent() {
        return awaitOne("/api/notifications?state=sent");
    }

    private JsonNode awaitOne(String list) {
        return gateway.await(list, page -> page.path("items").size() == 1).at("/items/0");
    }

    @Test
    void tellsNobodyAgainOfAReplayThatChangesNothing() {
        gateway.deliverBfl("{\"id\":\"job-replayed\",\"status\":\"Failed\"}");
        String event =
                awaitDone("/api/jobs/bfl/job-replayed").at("/events/0/eventId").asText();
        gateway.api("POST", "/api/events/" + event + "/replay");
        awaitDone("/api/jobs/bfl/job-replayed");
        gateway.deliverBfl("{\"id\":\"job-after\",\"status\":\"Failed\"}");
        awaitDone("/api/jobs/bfl/job-after");

        awaitTold(2);
        assertThat(told).extracting(one -> one.path("subject").asText()).containsExactly("job-replayed", "job-after");
    }

    @Test
    void tellsOfCreditsWithoutASubject() {
        gateway.deliverBluma("{\"id\":\"evt_low\",\"type\":\"credits.low\",\"data\":{\"remaining\":9}}");
        awaitTold(1);

        assertThat(told.get(0).path("type").asText()).isEqualTo("dev.mediahook.credits.low");
        assertThat(told.get(0).has("subject")).isFalse();
    }

    @Test
    void tellsOfALaterSuccessAfterAnEarlierFailure() {
        MediaHost host = MediaHost.start(0, Clock.systemUTC());
        gateway.deliverBfl("{\"id\":\"job-both\",\"status\":\"Failed\"}");
        awaitDone("/api/jobs/bfl/job-both");
        gateway.deliverBfl("{\"id\":\"job-both\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                + host.medium(MediaKind.PNG, "both") + "\"}}");
        gateway.awaitJob("bfl", "job-both", "completed");
        gateway.deliverBfl("{\"id\":\"job-both\",\"status\":\"Content Moderated\"}");
        awaitTold(2);
        JsonNode job = gateway.await(
                "/api/jobs/bfl/job-both",
                one -> one.at("/events/2/state").asText().equals("done"));

        assertThat(job.path("status").asText()).as("a completed job stays").isEqualTo("completed");
        assertThat(told)
                .extracting(one -> one.path("type").asText())
                .containsExactly("dev.mediahook.job.failed", "dev.mediahook.job.completed");
        host.close();
    }

    private JsonNode awaitDone(String path) {
        return gateway.await(path, one -> one.at("/events/0/state").asText().equals("done"));
    }

    private void awaitTold(int count) {
        Awaitility.await().until(() -> told.size() >= count);
    }
}
