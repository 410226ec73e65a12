package dev.mediahook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * JSON that parsers disagree about, collected by nst/JSONTestSuite. Each file is delivered as a whole verified body,
 * and as a field that nobody needs. The files are not part of the project: they lie beside it, or where {@code
 * -Dmediahook.vectors} says.
 */
class JsonVectorsTest {

    private static final Path FOLDER = Path.of(System.getProperty("mediahook.vectors", "../shared/vectors"))
            .resolve("json-parsing/test_parsing");

    @TempDir
    static Path data;

    static TestGateway gateway;
    static List<Path> files = List.of();

    @BeforeAll
    static void start() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            String missing = "skipped: no vectors at " + FOLDER + ", see -Dmediahook.vectors";
            System.out.println(missing);
            Assumptions.abort(missing);
        }
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.sorted().toList();
        }
        gateway = TestGateway.start(
                data, Map.of("mediahook.magnific.webhook-secret", magnific().demoCredential()));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void eachIsKeptByteForByteIfItIsAWholeBody() throws IOException {
        assertThat(files).hasSize(318);
        Set<String> bodies = new HashSet<>();
        for (Path file : files) {
            byte[] body = Files.readAllBytes(file);
            HttpResponse<String> answer = deliver("magnific", body);
            assertThat(answer.statusCode()).as("%s: %s", file, answer.body()).isEqualTo(body.length == 0 ? 400 : 200);
            if (body.length > 0) {
                bodies.add(new String(body, UTF_8));
            }
        }

        assertThat(payloads("magnific")).containsAll(bodies);
    }

    @Test
    void noneInAFieldThatNobodyNeedsLosesAJob() throws IOException {
        List<String> mustBeRead = new ArrayList<>();
        int number = 0;
        for (Path file : files) {
            String job = "json-" + number++;
            HttpResponse<String> answer = gateway.post("/webhooks/bfl", around(job, file), signed(around(job, file)));
            assertThat(answer.statusCode()).as("%s: %s", file, answer.body()).isEqualTo(200);
            if (file.getFileName().toString().startsWith("y_")) {
                mustBeRead.add(job);
            }
        }

        assertThat(payloads("bfl")).hasSize(files.size());
        assertThat(mustBeRead).hasSizeGreaterThan(90);
        mustBeRead.forEach(job -> gateway.awaitJob("bfl", job, "failed"));
    }

    private static byte[] around(String job, Path file) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("{\"id\":\"" + job + "\",\"status\":\"Failed\",\"more\":").getBytes(UTF_8));
        body.write(Files.readAllBytes(file));
        body.write('}');
        return body.toByteArray();
    }

    private static String[] signed(byte[] body) {
        return new String[] {"X-BFL-Signature", "sha256=" + TestGateway.hmac(TestGateway.BFL_SECRET, body)};
    }

    private static StandInSender magnific() {
        return StandInSenders.named("magnific").orElseThrow();
    }

    private static HttpResponse<String> deliver(String sender, byte[] body) {
        List<String> headers = new ArrayList<>();
        magnific()
                .request(body, magnific().demoCredential(), Instant.now())
                .headers()
                .forEach((name, value) -> headers.addAll(List.of(name, value)));
        return gateway.post("/webhooks/" + sender, body, headers.toArray(String[]::new));
    }

    /** All payloads that are kept of a sender, without repeats. */
    private static Set<String> payloads(String sender) {
        Set<String> payloads = new HashSet<>();
        String path = "/api/events?limit=200&sender=" + sender;
        for (JsonNode page = gateway.get(path);
                ;
                page = gateway.get(path + "&after=" + page.path("next").asText())) {
            for (JsonNode event : page.path("items")) {
                payloads.add(gateway.api(
                                "GET", "/api/events/" + event.path("eventId").asText() + "/payload")
                        .body());
            }
            if (page.path("next").isNull()) {
                return payloads;
            }
        }
    }
}
