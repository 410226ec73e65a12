package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.standin.MediaKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway believes nothing in a delivery that does not verify. But it asks the sender about the named job at once,
 * and only once.
 */
class HastenedPollTest {

    private static final String STATUS = "/v1/get_result?id=";

    @TempDir
    Path data;

    private AskedSenders senders;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> patient = new HashMap<>();
        AskedSenders.SENDERS.forEach(sender -> patient.put("mediahook." + sender + ".webhook-timeout", "10m"));
        senders = new AskedSenders(data, patient);
    }

    @AfterEach
    void stop() {
        senders.close();
    }

    @Test
    void getsTheMediumOfADeliveryThatItCouldNotVerify() {
        senders.watch("bfl", "j-1");
        senders.api.answer(
                STATUS + "j-1",
                200,
                "{\"id\":\"j-1\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                        + senders.media.medium(MediaKind.PNG, "one") + "\"}}");

        assertThat(refused("bfl", "{\"id\":\"j-1\",\"status\":\"Error\"}")).isEqualTo(401);

        senders.gateway.awaitJob("bfl", "j-1", "completed");
    }

    @Test
    void asksNoMoreThanOnceHoweverOftenAStrangerNamesTheJob() {
        senders.watch("bfl", "j-2");
        senders.watch("krea", "j-3");
        senders.api.answer(STATUS + "j-2", 200, "{\"id\":\"j-2\",\"status\":\"Pending\"}");
        senders.api.answer("/jobs/j-3", 200, "{\"job_id\":\"j-3\",\"status\":\"queued\"}");
        for (int i = 0; i < 5; i++) {
            refused("bfl", "{\"id\":\"j-2\",\"status\":\"Ready\"}");
            refused("krea", "{\"job_id\":\"j-3\",\"status\":\"completed\"}");
            refused("bfl", "{\"id\":\"of-nobody\",\"status\":\"Ready\"}");
        }

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(senders.api.asked())
                .extracting(SenderApiServer.Asked::target)
                .contains(STATUS + "j-2", "/jobs/j-3"));
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    assertThat(senders.api.asked())
                            .filteredOn(asked -> asked.target().endsWith("j-2"))
                            .hasSize(1);
                    assertThat(senders.api.asked())
                            .filteredOn(asked -> asked.target().endsWith("j-3"))
                            .hasSize(1);
                    refused("bfl", "{\"id\":\"j-2\",\"status\":\"Ready\"}");
                });
        assertThat(senders.api.asked()).noneMatch(asked -> asked.target().contains("of-nobody"));
    }

    private int refused(String sender, String body) {
        return senders.gateway
                .post(
                        "/webhooks/" + sender + (sender.equals("krea") ? "/not-the-token" : ""),
                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .statusCode();
    }
}
