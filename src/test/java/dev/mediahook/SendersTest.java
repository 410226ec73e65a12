package dev.mediahook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Delivers each case in {@code src/test/resources/senders/{sender}/{case}/}: {@code body} byte for byte, signed as the
 * sender signs, with a media host's URL for {@code {{media}}}. {@code headers.properties} adds headers or, without a
 * value, removes one; {@code expected.json} says what must be answered, kept and stored. A new case is a new folder.
 */
class SendersTest {

    private static final Path CASES = Path.of("src/test/resources/senders");
    private static final String EVENTS = "/api/events?limit=500&sender=";

    @TempDir
    static Path data;

    static MediaHost host;
    static TestGateway gateway;

    @BeforeAll
    static void start() {
        host = MediaHost.start(0, Clock.systemUTC());
        gateway = TestGateway.start(data, StandInSenders.properties(host.url()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        host.close();
    }

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES, 3)) {
            return files.filter(file -> file.endsWith("body")).map(Path::getParent).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAnsweredKeptAndStoredAsExpected(Path folder) throws IOException {
        String sender = folder.getParent().getFileName().toString();
        JsonNode expected = TestGateway.json(Files.readString(folder.resolve("expected.json")));
        byte[] body = body(folder);
        JsonNode before = gateway.get(EVENTS + sender).path("items");
        HttpResponse<String> answer =
                deliver(sender, folder, body, expected.path("signed").asBoolean(true));

        assertThat(answer.statusCode()).isEqualTo(expected.at("/answer/status").asInt());
        assertThat(answer.body()).isEqualTo(expected.at("/answer/body").asText());
        if (expected.has("event")) {
            JsonNode event = kept(sender, expected.path("event"));
            assertSays(event, expected.path("event"));
            String payload = gateway.api(
                            "GET", "/api/events/" + event.path("eventId").asText() + "/payload")
                    .body();
            if (expected.has("hidden")) {
                assertThat(payload).doesNotContain(expected.path("hidden").asText());
            } else {
                assertThat(payload).isEqualTo(new String(body, UTF_8));
            }
            assertJob(sender, event.path("jobId"), expected);
            assertFetchedAtMostOnce(body, expected.path("media").size());
        } else {
            assertThat(gateway.get(EVENTS + sender).path("items")).hasSameSizeAs(before);
        }
    }

    private static void assertJob(String sender, JsonNode jobId, JsonNode expected) throws IOException {
        if (jobId.isNull()) {
            return;
        }
        String path = "/api/jobs/" + sender + "/" + URLEncoder.encode(jobId.asText(), UTF_8);
        if (expected.path("job").isNull()) {
            assertThat(gateway.api("GET", path).statusCode()).as("no job").isEqualTo(404);
            return;
        }
        JsonNode job = gateway.get(path);
        assertSays(job, expected.path("job"));
        assertThat(job.path("media")).hasSize(expected.path("media").size());
        for (int i = 0; i < job.path("media").size(); i++) {
            assertStored(job.path("media").get(i), expected.path("media").get(i));
        }
    }

    private static void assertStored(JsonNode medium, JsonNode expected) throws IOException {
        Path file = data.resolve("media").resolve(expected.path("file").asText());
        String served = Path.of(medium.path("sourceUrl").asText()).getFileName().toString();
        int dot = served.lastIndexOf('.');
        byte[] bytes = host.bytes(kind(served.substring(dot + 1)), served.substring(0, dot));

        assertThat(medium.path("location").asText()).isEqualTo("file:" + file);
        assertThat(file).hasBinaryContent(bytes);
        assertThat(medium.path("contentType")).isEqualTo(expected.path("contentType"));
        assertThat(medium.path("size").asInt()).isEqualTo(bytes.length);
    }

    /** Each medium is fetched once, and no other address on the media host that the body names is called. */
    private static void assertFetchedAtMostOnce(byte[] body, int media) {
        Pattern address = Pattern.compile(Pattern.quote(host.url().toString()) + "/media/[\\w.-]+");
        int asked = address.matcher(new String(body, ISO_8859_1))
                .results()
                .map(found -> URI.create(found.group()))
                .distinct()
                .mapToInt(host::requests)
                .sum();
        assertThat(asked).isEqualTo(media);
    }

    /** Every expected field has the expected value. There may be other fields too. */
    private static void assertSays(JsonNode actual, JsonNode expected) {
        expected.fieldNames()
                .forEachRemaining(name -> assertThat(actual.path(name)).as(name).isEqualTo(expected.path(name)));
    }

    private static JsonNode kept(String sender, JsonNode expected) {
        JsonNode page = gateway.await(EVENTS + sender, events -> {
            JsonNode event = withKey(events, expected.path("key").asText());
            return event.path("state").asText().equals(expected.path("state").asText());
        });
        return withKey(page, expected.path("key").asText());
    }

    private static JsonNode withKey(JsonNode page, String key) {
        for (JsonNode event : page.path("items")) {
            if (event.path("key").asText().equals(key)) {
                return event;
            }
        }
        return page.path("none");
    }

    private static HttpResponse<String> deliver(String sender, Path folder, byte[] body, boolean signed)
            throws IOException {
        StandInSender standIn = StandInSenders.named(sender).orElseThrow();
        SignedRequest request =
                standIn.request(body, signed ? standIn.demoCredential() : forged(standIn), Instant.now());
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        Properties more = new Properties();
        if (Files.exists(folder.resolve("headers.properties"))) {
            try (Reader reader = Files.newBufferedReader(folder.resolve("headers.properties"))) {
                more.load(reader);
            }
        }
        more.stringPropertyNames().forEach(name -> headers.put(name, more.getProperty(name)));
        headers.values().removeIf(String::isEmpty);
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> lines.addAll(List.of(name, value)));
        return gateway.post(request.path(), body, lines.toArray(String[]::new));
    }

    /** A stranger's credential, in the form of the sender's own. */
    private static String forged(StandInSender standIn) {
        return standIn.demoCredential().startsWith("whsec_") ? "whsec_b2YtYS1zdHJhbmdlcg==" : "b2YtYS1zdHJhbmdlcg==";
    }

    /** Replaces the placeholder in the bytes, since a body need not be text. */
    private static byte[] body(Path folder) throws IOException {
        return new String(Files.readAllBytes(folder.resolve("body")), ISO_8859_1)
                .replace("{{media}}", host.url() + "/media")
                .getBytes(ISO_8859_1);
    }

    private static MediaKind kind(String extension) {
        return Stream.of(MediaKind.values())
                .filter(kind -> kind.extension().equals(extension))
                .findFirst()
                .orElseThrow();
    }
}
