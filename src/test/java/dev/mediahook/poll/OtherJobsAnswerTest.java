package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender is asked about one job and answers about another: nothing in that answer is believed. */
class OtherJobsAnswerTest {

    @TempDir
    Path data;

    private AskedSenders senders;

    @BeforeEach
    void start() throws Exception {
        senders = new AskedSenders(data);
    }

    @AfterEach
    void stop() {
        senders.close();
    }

    @Test
    void changesNoJobAndIsAskedAgain() {
        try (LogLines lines = LogLines.of(Poller.class)) {
            senders.api.answer("/v1/get_result?id=j-1", 200, "{\"id\":\"other\",\"status\":\"Failed\"}");
            senders.watch("bfl", "j-1");
            Awaitility.await().until(() -> !lines.all().isEmpty());

            assertThat(lines.all().get(0)).contains("sender=bfl job=j-1 poll=", "can't be read", "not its job's id");
            assertThat(senders.gateway.api("GET", "/api/jobs/bfl/other").statusCode())
                    .isEqualTo(404);
            assertThat(senders.gateway.get("/api/jobs/bfl/j-1").path("status").asText())
                    .isEqualTo("submitted");
        }

        senders.api.answer("/v1/get_result?id=j-1", 200, "{\"id\":\"j-1\",\"status\":\"Content Moderated\"}");

        senders.gateway.awaitJob("bfl", "j-1", "moderated");
    }

    @Test
    void givesNoFreshUrl() {
        URI others = senders.media.medium(MediaKind.PNG, "of-another-job");
        senders.api.answer(
                "/v1/get_result?id=j-2",
                200,
                "{\"id\":\"other\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + others + "\"}}");
        URI dead = senders.media.medium(MediaKind.PNG, "dead", MediaBehaviour.NORMAL.expiringAt(Instant.EPOCH));

        senders.gateway.deliverBfl("{\"id\":\"j-2\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + dead + "\"}}");

        assertThat(senders.gateway
                        .awaitJob("bfl", "j-2", "failed")
                        .at("/error/code")
                        .asText())
                .isEqualTo("url_expired");
        assertThat(senders.media.requests(others)).isZero();
    }
}
