package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that is back is tried as soon as a person asks for it, though its pause still lasts for an hour. */
class TriedAtOnceTest {

    @TempDir
    Path data;

    private final AtomicBoolean away = new AtomicBoolean(true);
    private final AtomicInteger heard = new AtomicInteger();
    private HttpServer target;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        target.createContext("/hook", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                boolean accepts = !away.get();
                if (accepts) {
                    heard.incrementAndGet();
                }
                exchange.sendResponseHeaders(accepts ? 204 : 500, -1);
            }
        });
        target.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        target.stop(0);
    }

    @Test
    void whenItIsResumed() {
        startGivingUpAfter("24h");
        awaitOne("pending");

        gateway.api("POST", "/api/targets/here/pause");
        gateway.api("POST", "/api/targets/here/resume");

        assertHeard();
    }

    @Test
    void whenItIsReplayedThoughNothingIsDead() {
        startGivingUpAfter("24h");
        awaitOne("pending");

        gateway.api("POST", "/api/targets/here/replay");

        assertHeard();
    }

    @Test
    void whenWhatIsDeadIsReplayed() {
        startGivingUpAfter("300ms");
        awaitOne("dead");

        gateway.api("POST", "/api/targets/here/replay");

        assertHeard();
    }

    @Test
    void whenOneNotificationIsReplayed() {
        startGivingUpAfter("24h");
        JsonNode one = awaitOne("pending");

        assertThat(gateway.api("POST", "/api/notifications/" + one.path("id").asText() + "/replay")
                        .body())
                .isEqualTo("{\"replayed\":1}");

        assertHeard();
    }

    private void startGivingUpAfter(String time) {
        String url = "http://127.0.0.1:" + target.getAddress().getPort() + "/hook";
        gateway = TestGateway.start(
                data,
                Map.of(
                        "mediahook.notify.here.to",
                        url,
                        "mediahook.retry.first-delay",
                        "1h",
                        "mediahook.retry.max-delay",
                        "1h",
                        "mediahook.retry.give-up-after",
                        time));
        gateway.deliverBfl("{\"id\":\"job\",\"status\":\"Failed\"}");
    }

    /** The notification, after its first try has failed; the target is back from then on. */
    private JsonNode awaitOne(String state) {
        JsonNode one = gateway.await("/api/notifications?state=" + state, page -> page.at("/items/0/reason")
                        .isTextual())
                .at("/items/0");
        away.set(false);
        return one;
    }

    private void assertHeard() {
        Awaitility.await().until(() -> heard.get() == 1);
        gateway.await(
                "/api/notifications?state=sent", page -> page.path("items").size() == 1);
    }
}
