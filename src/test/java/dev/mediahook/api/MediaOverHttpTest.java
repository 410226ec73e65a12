package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mediahook.LogLines;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stored medium is served whole or in parts, and never as a page of Mediahook's own. */
class MediaOverHttpTest {

    private static final String SVG =
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script><rect width=\"1\" height=\"1\"/></svg>";

    @TempDir
    static Path data;

    static HttpServer host;
    static TestGateway gateway;
    static byte[] png;

    @BeforeAll
    static void start() throws IOException {
        png = Arrays.copyOf(
                new byte[] {
                    (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1
                },
                300_000);
        Arrays.fill(png, 1000, png.length, (byte) 7);
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        host.createContext("/", exchange -> {
            byte[] body =
                    exchange.getRequestURI().getPath().endsWith("svg") ? SVG.getBytes(StandardCharsets.UTF_8) : png;
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        host.start();
        gateway = TestGateway.start(data, Map.of());
        store("png-job", "a.png");
        store("svg-job", "a.svg");
    }

    private static void store(String job, String file) {
        gateway.deliverBfl("{\"id\":\"" + job + "\",\"status\":\"Ready\",\"result\":{\"sample\":\"http://127.0.0.1:"
                + host.getAddress().getPort() + "/" + file + "\"}}");
        gateway.awaitJob("bfl", job, "completed");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        host.stop(0);
    }

    @Test
    void isGivenBackAsItWasStored() {
        HttpResponse<byte[]> answer = get("png-job/media/0");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(png);
        assertThat(header(answer, "content-type")).isEqualTo("image/png");
        assertThat(header(answer, "content-length")).isEqualTo("300000");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "content-disposition")).isEqualTo("inline; filename=\"png-job-0.png\"");
        assertThat(header(answer, "accept-ranges")).isEqualTo("bytes");
        assertThat(header(answer, "etag")).matches("\"[0-9a-f]{64}\"");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 206, 10, bytes 0-9/300000",
        "bytes=299990-, 206, 10, bytes 299990-299999/300000",
        "bytes=-10, 206, 10, bytes 299990-299999/300000",
        "bytes=300000-, 416, 0, bytes */300000",
        "bytes=abc, 200, 300000, ''"
    })
    void isGivenBackInParts(String range, int status, int length, String contentRange) {
        HttpResponse<byte[]> answer = get("png-job/media/0", "Range", range);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).hasSize(length);
        assertThat(header(answer, "content-range")).isEqualTo(contentRange);
    }

    @Test
    void isNotSentAgainToWhoHasIt() {
        HttpResponse<byte[]> whole = get("png-job/media/0");
        String etag = header(whole, "etag");
        assertThat(status("If-None-Match", "\"other\", W/" + etag)).isEqualTo(304);
        assertThat(status("If-Modified-Since", header(whole, "last-modified"))).isEqualTo(304);
        assertThat(status("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT")).isEqualTo(200);
        assertThat(status("If-Range", "\"other\"", "Range", "bytes=0-9")).isEqualTo(200);
        assertThat(status("If-Range", etag, "Range", "bytes=0-9")).isEqualTo(206);
    }

    @Test
    void aHeadTellsOfItAndSendsNothing() throws Exception {
        HttpResponse<byte[]> answer = send(request("png-job/media/0")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-length")).isEqualTo("300000");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aScriptInAPictureNeverRuns() {
        HttpResponse<byte[]> answer = get("svg-job/media/0");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-disposition")).startsWith("attachment;");
        assertThat(header(answer, "content-security-policy")).contains("sandbox");
    }

    @ParameterizedTest
    @CsvSource({
        "image/svg+xml, false",
        "text/html, false",
        "application/xhtml+xml, false",
        "image/x-xml, false",
        "application/pdf, false",
        "IMAGE/PNG, true",
        "video/mp4, true",
        "audio/ogg, true"
    })
    void isShownOnlyIfItCanNotBeAPage(String type, boolean shown) {
        assertThat(MediaCalls.isShown(type)).isEqualTo(shown);
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        assertThat(get("png-job/media/1").statusCode()).isEqualTo(404);
        assertThat(get("png-job/media/x").statusCode()).isEqualTo(404);
        assertThat(get("nobody/media/0").statusCode()).isEqualTo(404);
        store("gone-job", "a.png");
        Files.delete(data.resolve("media/bfl/gone-job/0.png"));
        assertThat(get("gone-job/media/0").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"a.png, 150000", "a.svg, 20"})
    void whatHasChangedInTheStoreIsNeverServedAsWhole(String file, int flipped) throws IOException {
        String job = "changed-" + file.replace('.', '-');
        store(job, file);
        Path stored = data.resolve("media/bfl/" + job + "/0." + file.substring(2));
        byte[] bytes = Files.readAllBytes(stored);
        bytes[flipped] ^= 1;
        Files.write(stored, bytes);
        try (LogLines lines = LogLines.of(MediaCalls.class)) {
            assertThatThrownBy(() -> get(job + "/media/0")).hasCauseInstanceOf(IOException.class);
            assertThat(lines.all().toString()).contains("job=" + job + " medium=0 has changed in the store");
        }
    }

    private static int status(String... headers) {
        return get("png-job/media/0", headers).statusCode();
    }

    private static HttpResponse<byte[]> get(String medium, String... headers) {
        HttpRequest.Builder request = request(medium);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private static HttpRequest.Builder request(String medium) {
        return HttpRequest.newBuilder(gateway.url("/api/jobs/bfl/" + medium))
                .header("Authorization", "Bearer " + TestGateway.TOKEN);
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
