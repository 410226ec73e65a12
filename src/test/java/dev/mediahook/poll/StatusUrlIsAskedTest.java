package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sender may give a status URL with a job. The gateway asks there if the key may be sent to that host, and otherwise
 * at the API's own URL.
 */
class StatusUrlIsAskedTest {

    @TempDir
    Path data;

    private AskedSenders senders;

    @BeforeEach
    void start() throws Exception {
        senders = new AskedSenders(data, Map.of());
    }

    @AfterEach
    void stop() {
        senders.close();
    }

    @Test
    void asksWhereTheSenderSaid() {
        submit("j-1", senders.api.url() + "/eu/get_result?id=j-1");
        senders.api.answer("/eu/get_result?id=j-1", 200, "{\"id\":\"j-1\",\"status\":\"Failed\"}");

        senders.gateway.awaitJob("bfl", "j-1", "failed");
        assertThat(senders.api.asked("/eu/get_result").header("X-key")).isEqualTo("the-key");
    }

    @Test
    void asksNobodyElse() throws Exception {
        try (SenderApiServer stranger = new SenderApiServer()) {
            submit("j-2", stranger.url() + "/v1/get_result?id=j-2");
            senders.api.answer("/v1/get_result?id=j-2", 200, "{\"id\":\"j-2\",\"status\":\"Failed\"}");

            senders.gateway.awaitJob("bfl", "j-2", "failed");
            assertThat(stranger.asked()).isEmpty();
        }
    }

    private void submit(String job, String pollingUrl) {
        senders.api.answer("/v1/flux-2-pro", 200, "{\"id\":\"" + job + "\",\"polling_url\":\"" + pollingUrl + "\"}");
        assertThat(senders.submit("bfl", "flux-2-pro").statusCode()).isEqualTo(202);
    }
}
