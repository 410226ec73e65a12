package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job id that an attacker or a mistaken caller chose never leads to another path of a sender's API, where the key
 * would be sent too.
 */
class OddJobIdTest {

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
    @ValueSource(strings = {"..", ".", "%2e%2e", "../admin", "a/../../admin", "..\\\\admin"})
    void isNotAskedForIfItWouldLeadElsewhere(String jobId) {
        senders.gateway.deliverBfl("{\"id\":\"" + jobId + "\",\"status\":\"Pending\"}");
        senders.gateway.deliverBfl("{\"id\":\"plain\",\"status\":\"Pending\"}");

        Awaitility.await().until(() -> senders.api.asked().stream()
                .anyMatch(asked -> asked.target().contains("plain")));

        assertThat(senders.api.asked())
                .allSatisfy(asked -> assertThat(asked.target()).doesNotContain("..", "%2e", "%2E", "admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "."})
    void isFoundInListingsIfNoPathCanHoldIt(String jobId) {
        senders.gateway.deliverBfl("{\"id\":\"" + jobId + "\",\"status\":\"Failed\"}");
        senders.gateway.await(
                "/api/jobs?job=" + jobId,
                page -> page.at("/items/0/jobId").asText().equals(jobId));

        for (String method : List.of("GET", "PUT", "DELETE")) {
            HttpResponse<String> answer = senders.gateway.api(method, "/api/jobs/bfl/" + jobId.replace(".", "%2e"));
            assertThat(answer.statusCode()).as(method).isEqualTo(400);
            assertThat(answer.body()).contains("\"error\":\"dot_segment_in_path\"", "\"status\":400");
        }
    }

    @Test
    void staysOneSegmentOrParameter() {
        senders.gateway.deliverBfl("{\"id\":\"a/b?c&id=d#e\",\"status\":\"Pending\"}");

        Awaitility.await().until(() -> senders.api.asked().stream()
                .anyMatch(asked -> asked.target().contains("a%2Fb%3Fc%26id%3Dd%23e")));
    }
}
