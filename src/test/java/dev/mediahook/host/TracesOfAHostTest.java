package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace leads from a delivery through the inbox to its medium and to the notified target. */
class TracesOfAHostTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer target;
    private Map<String, String> properties;

    @BeforeEach
    void listen() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            try (exchange) {
                told.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        target.start();
        properties = Map.of(
                "mediahook.notify.to",
                "http://127.0.0.1:" + target.getAddress().getPort() + "/told",
                "mediahook.retry.first-delay",
                "200ms");
    }

    @AfterEach
    void stop() {
        target.stop(0);
    }

    @Test
    void isOneFromTheDeliveryToTheNotification() throws Exception {
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                TracedHost traced = new TracedHost(folder, properties)) {
            traced.deliver(ready("job-1", media.medium(MediaKind.PNG, "traced")));
            awaitTold(traced, 1);

            assertThat(traced.uris())
                    .contains(
                            "mediahook://webhook?sender=bfl",
                            "mediahook://inbox?sender=bfl",
                            "direct://mediahook-medium",
                            properties.get("mediahook.notify.to"))
                    .doesNotHaveDuplicates();
            String trace = traced.of("mediahook").get(0).getTraceId();
            assertThat(traced.spans.getFinishedSpanItems())
                    .extracting(SpanData::getTraceId)
                    .as("one trace in %s", traced.spans.getFinishedSpanItems())
                    .containsOnly(trace);
            assertThat(told.get(0)).contains(trace);
        }
    }

    @Test
    void goesOnFromWhereTheSenderIsAndAfterARestart() throws Exception {
        int port = 0;
        URI medium;
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC())) {
            medium = media.medium(MediaKind.PNG, "later");
            port = medium.getPort();
        }
        try (TracedHost traced = new TracedHost(folder, properties)) {
            traced.deliver(ready("job-2", medium), "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
            await().until(() -> traced.of("mediahook").size() > 2);
            assertThat(traced.spans.getFinishedSpanItems())
                    .extracting(SpanData::getTraceId)
                    .containsOnly(TRACE);
        }
        try (MediaHost media = MediaHost.start(port, Clock.systemUTC());
                TracedHost traced = new TracedHost(folder, properties)) {
            assertThat(media.medium(MediaKind.PNG, "later")).isEqualTo(medium);
            awaitTold(traced, 1);
            assertThat(traced.spans.getFinishedSpanItems())
                    .extracting(SpanData::getTraceId)
                    .containsOnly(TRACE);
            assertThat(told.get(0)).startsWith("00-" + TRACE + "-").endsWith("-01");
        }
    }

    @Test
    void goesOnFromTheSubmissionIfAPollTellsOfTheEnd() throws Exception {
        target.createContext("/bfl/", exchange -> {
            try (exchange) {
                String answer = exchange.getRequestMethod().equals("POST")
                        ? "{\"id\":\"job-8\"}"
                        : "{\"id\":\"job-8\",\"status\":\"Failed\"}";
                exchange.sendResponseHeaders(200, answer.length());
                exchange.getResponseBody().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        });
        Map<String, String> asked = with("mediahook.bfl.api-key", "key");
        asked.put(
                "mediahook.bfl.api-url",
                "http://127.0.0.1:" + target.getAddress().getPort() + "/bfl");
        asked.put("mediahook.bfl.webhook-timeout", "100ms");
        asked.put("mediahook.api.enabled", "true");
        asked.put("mediahook.api.token", "token");
        try (TracedHost traced = new TracedHost(folder, asked)) {
            String answer = traced.host
                    .post(
                            "/api/jobs/bfl",
                            "{\"model\":\"flux\",\"input\":{}}",
                            "Authorization",
                            "Bearer token",
                            "traceparent",
                            "00-" + TRACE + "-00f067aa0ba902b7-01")
                    .body();
            assertThat(answer).contains("job-8");
            awaitTold(traced, 1);
            assertThat(traced.spans.getFinishedSpanItems())
                    .extracting(SpanData::getTraceId)
                    .containsOnly(TRACE);
            assertThat(told.get(0)).contains(TRACE);
        }
    }

    @Test
    void isNewIfTheSenderNamesNoneThatCanBeUsed() throws Exception {
        try (TracedHost traced = new TracedHost(folder, properties)) {
            String usable = "00-" + TRACE + "-00f067aa0ba902b7-01";
            traced.deliver(failed("job-3"), "traceparent", usable + "-more");
            traced.deliver(failed("job-4"), "traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01");
            traced.deliver(failed("job-5"), "traceparent", usable, "traceparent", usable);
            traced.deliver(failed("job-6"), "traceparent", "x".repeat(4096));
            awaitTold(traced, 4);
            assertThat(traced.spans.getFinishedSpanItems())
                    .extracting(SpanData::getTraceId)
                    .doesNotContain(TRACE);
            assertThat(told).allMatch(parent -> parent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
            assertThat(told.stream().map(parent -> parent.substring(3, 35))).doesNotHaveDuplicates();
        }
    }

    @Test
    void isNoneInAHostWithoutATracer() throws Exception {
        try (PlainHost host =
                new PlainHost(folder, with("mediahook.bfl.webhook-secret", PlainHost.SECRET), installation -> {})) {
            byte[] body = failed("job-7").getBytes(StandardCharsets.UTF_8);
            host.post(
                    "/webhooks/bfl",
                    failed("job-7"),
                    "X-BFL-Signature",
                    "sha256=" + TestGateway.hmac(PlainHost.SECRET, body),
                    "traceparent",
                    "00-" + TRACE + "-00f067aa0ba902b7-01");
            await().until(() -> !told.isEmpty());
            assertThat(told).containsOnly("null");
        }
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> all = new HashMap<>(properties);
        all.put(name, value);
        return all;
    }

    /** A span ends after what it covers, so the spans are awaited too. */
    private void awaitTold(TracedHost traced, int times) {
        await().until(() -> told.size() == times && traced.of("http").size() == times);
    }

    private static String ready(String job, URI medium) {
        return "{\"id\":\"" + job + "\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + medium + "\"}}";
    }

    private static String failed(String job) {
        return "{\"id\":\"" + job + "\",\"status\":\"Failed\"}";
    }
}
