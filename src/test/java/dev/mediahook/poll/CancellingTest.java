package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caller can cancel a job at its sender, and is told if that is not possible. */
class CancellingTest {

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

    @ParameterizedTest
    @CsvSource({
        "abstrakt,   DELETE, /v1/jobs/j-1,         200",
        "higgsfield, POST,   /requests/j-1/cancel, 202",
        "krea,       DELETE, /jobs/j-1,            200"
    })
    void asksTheSenderAsItWantsIt(String sender, String method, String target, int status) {
        senders.watch(sender, "j-1");
        senders.api.answer(target, status, "{}");

        HttpResponse<String> response = cancel(sender, "j-1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestGateway.json(response.body()).path("status").asText()).isEqualTo("cancelled");
        assertThat(senders.api.asked().stream()
                        .filter(asked ->
                                asked.target().equals(target) && asked.method().equals(method)))
                .hasSize(1);
        senders.gateway.awaitJob(sender, "j-1", "cancelled");
        assertThat(cancel(sender, "j-1").statusCode()).as("a second cancel").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"bfl", "bluma"})
    void saysThatASenderCannot(String sender) {
        senders.watch(sender, "j-1");

        HttpResponse<String> response = cancel(sender, "j-1");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(TestGateway.json(response.body()).path("detail").asText()).isEqualTo("this sender cancels no job");
    }

    @Test
    void saysThatAJobHasGoneTooFar() {
        senders.watch("higgsfield", "j-1");
        senders.api.answer("/requests/j-1/cancel", 400, "{\"detail\":\"already in progress\"}");

        HttpResponse<String> response = cancel("higgsfield", "j-1");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(TestGateway.json(response.body()).path("detail").asText()).isEqualTo("already in progress");
    }

    @Test
    void asksNobodyAboutAJobThatHasEndedOrThatNobodyKnows() {
        senders.gateway.deliverBfl("{\"id\":\"j-1\",\"status\":\"Error\"}");
        senders.gateway.awaitJob("bfl", "j-1", "failed");

        assertThat(cancel("bfl", "j-1").statusCode()).isEqualTo(409);
        assertThat(cancel("bfl", "unheard-of").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> cancel(String sender, String jobId) {
        return senders.gateway.api("DELETE", "/api/jobs/" + sender + "/" + jobId);
    }
}
