package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A watcher sees what happens, and resumes where the connection broke. */
@Timeout(60)
class StreamTest {

    @TempDir
    Path data;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(data, Map.of());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void showsWhatHappensAndResumes() throws Exception {
        String id;
        try (BufferedReader stream = watch("")) {
            assertThat(stream.readLine()).isEqualTo("retry: 2000");
            gateway.deliverBfl("{\"id\":\"seen\",\"status\":\"Failed\"}");
            List<String> lines = until(stream, "event: job");
            assertThat(lines).contains("event: event");
            assertThat(stream.readLine()).contains("\"jobId\":\"seen\",\"status\":\"failed\"");
            gateway.post("/webhooks/bfl", new byte[] {'x'}, "X-BFL-Signature", "sha256=00");
            assertThat(until(stream, "event: rejection")).isNotEmpty();
            id = lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(4);
        }
        try (BufferedReader stream = watch(id)) {
            assertThat(until(stream, "event: rejection")).doesNotContain("id: " + id, "event: reset");
        }
        try (BufferedReader stream = watch("another-run-7")) {
            assertThat(until(stream, "event: reset")).isNotEmpty();
        }
    }

    @Test
    void isOpenToSoManyAndEndsWithItsWatcher() throws Exception {
        List<BufferedReader> streams = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            streams.add(watch(""));
        }
        assertThat(ask("").statusCode()).isEqualTo(503);
        assertThat(gateway.get("/api/jobs").has("items"))
                .as("other calls are still answered")
                .isTrue();
        for (BufferedReader stream : streams) {
            stream.close();
        }
        Awaitility.await().until(() -> {
            HttpResponse<InputStream> answer = ask("");
            answer.body().close();
            return answer.statusCode() == 200;
        });
    }

    private BufferedReader watch(String lastId) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = ask(lastId);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<InputStream> ask(String lastId) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(gateway.url("/api/stream"))
                                .header("Authorization", "Bearer " + TestGateway.TOKEN)
                                .header("Last-Event-ID", lastId)
                                .build(),
                        BodyHandlers.ofInputStream());
    }

    private static List<String> until(BufferedReader stream, String last) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            lines.add(line);
            if (line.equals(last)) {
                return lines;
            }
        }
        throw new AssertionError("it ended: " + lines);
    }
}
