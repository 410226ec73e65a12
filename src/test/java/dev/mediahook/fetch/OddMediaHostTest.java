package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.event.Reason;
import dev.mediahook.http.HostileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd behaviour of media hosts with which every browser copes. */
class OddMediaHostTest {

    private static final byte[] PNG = ("\u0089PNG\r\n\u001a\n" + "x".repeat(500)).getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path parts;

    private Fetching fetching;

    @BeforeEach
    void start() {
        fetching = new Fetching(Fetching.fetcher(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() throws IOException {
        fetching.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws-chunked",
                "aws-chunked,gzip",
                "gzip",
                "deflate",
                "br",
                "zstd",
                "utf-8",
                "none",
                "identity",
                "gzip, br"
            })
    void takesPlainBytesForPlainWhateverTheyAreCalled(String coding) throws IOException {
        assertFetched("200 OK", "Content-Encoding: " + coding, PNG);
    }

    static Stream<Arguments> takesAnyKindOfMediumForPlain() {
        return Stream.of(
                        "BM\u0046\0\0\0\0\0\0\0",
                        "II*\0",
                        "MM\0*",
                        "\u00ff\u00fb\u0090d",
                        "\u00ff\u00f1P\u0080",
                        "\0\0\0\fJXL ",
                        "FORM\0\0\0\0AIFF",
                        "\0\0\0\u0018moof",
                        " \n<!-- a drawing --><svg ",
                        "\u00ef\u00bb\u00bf\n<svg ",
                        ("G" + "x".repeat(187)).repeat(5))
                .flatMap(start -> Stream.of("br", "deflate", "gzip, br").map(coding -> Arguments.of(start, coding)));
    }

    @ParameterizedTest
    @MethodSource
    void takesAnyKindOfMediumForPlain(String start, String coding) throws IOException {
        byte[] plain = (start + "x".repeat(500)).getBytes(StandardCharsets.ISO_8859_1);
        assertFetched("200 OK", "Content-Encoding: " + coding, plain, plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "aws-chunked,gzip", "gzip,aws-chunked", "identity, gzip"})
    void undoesGzip(String coding) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(PNG);
        }
        assertFetched("200 OK", "Content-Encoding: " + coding, zipped.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void undoesDeflateWithAndWithoutItsHeader(boolean raw) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(zipped, new Deflater(6, raw))) {
            deflate.write(PNG);
        }
        assertFetched("200 OK", "Content-Encoding: deflate", zipped.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"br, 1b2f00f8", "zstd, 28b52ffd", "compress, 1f9d90", "dcb, ff444342"})
    void saysWhatACodingWasThatItCanNotUndo(String coding, String start) throws IOException {
        byte[] coded = Arrays.copyOf(java.util.HexFormat.of().parseHex(start), 100);
        try (HostileServer host = serving("200 OK", "Content-Encoding: " + coding, coded)) {
            assertThat(fetching.fetch(host.url("/a"))).isInstanceOfSatisfying(FetchOutcome.Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.NOT_MEDIA);
                assertThat(refused.detail()).contains("coded as " + coding);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203 Transformed, X: y",
        "206 Partial, 'Content-Range: bytes 0-507/508'",
    })
    void takesAWholeAnswerWithAnotherStatus(String status, String header) throws IOException {
        assertFetched(status, header, PNG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-507/900", "bytes 1-508/509", "bytes 0-507/*", "bytes 0-506/507"})
    void takesNoPartForTheWhole(String range) throws IOException {
        try (HostileServer host = serving("206 Partial", "Content-Range: " + range, PNG)) {
            assertThat(fetching.fetch(host.url("/a"))).isInstanceOf(FetchOutcome.Retryable.class);
        }
    }

    @Test
    void triesAgainWhereAnAnswerHasNoByte() throws IOException {
        for (String status : new String[] {"200 OK", "203 Transformed"}) {
            try (HostileServer host = serving(status, "X: y", new byte[0])) {
                assertThat(fetching.fetch(host.url("/a"))).isEqualTo(new FetchOutcome.Empty());
            }
        }
        assertThat(Files.list(parts)).isEmpty();
    }

    @Test
    void followsALocationAsABrowserDoes() throws IOException {
        AtomicReference<String> asked = new AtomicReference<>();
        try (RawServer end = new RawServer(socket -> {
            String request = RawServer.request(socket);
            asked.compareAndSet(null, request);
            String target = request.split(" ", -1)[1];
            RawServer.send(
                    socket,
                    target.startsWith("/start")
                            ? "HTTP/1.1 302 Found\r\nLocation:  ../x/./\u00c3\u0080 b?q=\u00c3\u00a9 \r\n"
                                    + "Content-Length: 0\r\nConnection: close\r\n\r\n"
                            : target.equals("/x/%C3%80%20b?q=%C3%A9")
                                    ? "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
                                    : "HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertThat(fetching.fetched(end.url("/start/a")).size()).isEqualTo(1);
            assertThat(asked.get()).contains("Host: 127.0.0.1:" + end.url("/").getPort());
        }
    }

    @Test
    void refusesAnotherSchemeForWhatItIs() throws IOException {
        for (String location : new String[] {"data:image/png;base64,AA", "javascript:x", "file:/etc/passwd"}) {
            try (HostileServer host = serving("302 Found", "Location: " + location, new byte[0])) {
                fetching.refused(host.url("/a"), Reason.SCHEME_REFUSED);
            }
        }
    }

    private void assertFetched(String status, String header, byte[] body) throws IOException {
        assertFetched(status, header, body, PNG);
    }

    private void assertFetched(String status, String header, byte[] body, byte[] medium) throws IOException {
        try (HostileServer host = serving(status, header, body)) {
            Download download = fetching.fetched(URI.create(host.url("/a") + "?" + body.length));
            assertThat(Files.readAllBytes(download.file())).isEqualTo(medium);
        }
    }

    private static HostileServer serving(String status, String header, byte[] body) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(("HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        answer.write(body);
        return new HostileServer(HostileServer.saying(answer.toByteArray()));
    }
}
