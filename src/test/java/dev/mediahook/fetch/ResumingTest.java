package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.event.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After a transfer of ten bytes broke off after five: what the fetcher asks for, and what it does with the answer. */
class ResumingTest {

    private static final String BROKEN = "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 10\r\n\r\n01234";
    private static final String REST =
            "HTTP/1.1 206 Partial\r\nETag: \"x\"\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\n56789";
    private static final String ANEW = "HTTP/1.1 200 OK\r\nETag: \"y\"\r\nContent-Length: 3\r\n\r\nnew";

    private static final Pattern FROM = Pattern.compile("Range: bytes=(\\d+)-");

    @TempDir
    Path parts;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private Fetching fetching;

    @BeforeEach
    void start() {
        fetching = new Fetching(Fetching.fetcher(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() throws IOException {
        fetching.close();
    }

    @Test
    void asksForTheRestOfTheSameBytes() throws IOException {
        try (RawServer server = answering(BROKEN, REST)) {
            assertThat(text(server)).isEqualTo("0123456789");
        }
        assertThat(requests.get(1)).contains("Range: bytes=5-", "If-Range: \"x\"");
    }

    @Test
    void asksOnWhereLessThanTheRestWasSent() throws IOException {
        String some =
                "HTTP/1.1 206 Partial\r\nETag: \"x\"\r\nContent-Range: bytes 5-6/10\r\nContent-Length: 2\r\n\r\n56";
        String last =
                "HTTP/1.1 206 Partial\r\nETag: \"x\"\r\nContent-Range: bytes 7-9/10\r\nContent-Length: 3\r\n\r\n789";
        try (RawServer server = answering(BROKEN, some, last)) {
            assertThat(text(server)).isEqualTo("0123456789");
        }
        assertThat(requests.get(2)).contains("Range: bytes=7-");
    }

    @Test
    void asksOnWhereAWholeThatWasSentAsAPartEndedEarly() throws IOException {
        String early = "HTTP/1.1 206 Partial\r\nETag: \"x\"\r\nContent-Range: bytes 0-9/10\r\n\r\n01234";
        try (RawServer server = answering(early, REST)) {
            assertThat(text(server)).isEqualTo("0123456789");
        }
        assertThat(requests.get(1)).contains("Range: bytes=5-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 206 Partial\r\nETag: \"z\"\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\nOTHER",
                "HTTP/1.1 206 Partial\r\nETag: \"x\"\r\nContent-Range: bytes 4-9/10\r\nContent-Length: 6\r\n\r\nWRONG!",
                "HTTP/1.1 206 Partial\r\nETag: \"x\"\r\nContent-Range: bytes 5-9/*\r\nContent-Length: 5\r\n\r\nVAGUE",
                "HTTP/1.1 206 Partial\r\nETag: \"x\"\r\nContent-Length: 5\r\n\r\nBLIND",
                "HTTP/1.1 206 Partial\r\nETag: \"x\"\r\nContent-Encoding: gzip\r\nContent-Range: bytes 5-9/10\r\n"
                        + "Content-Length: 5\r\n\r\nZIPPD",
                "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n"
            })
    void takesNothingElseForTheRestAndBeginsAnew(String other) throws IOException {
        try (RawServer server = answering(BROKEN, other, ANEW, ANEW)) {
            assertThat(fetching.fetch(server.url("/a"))).isInstanceOf(FetchOutcome.Retryable.class);
            assertThat(text(server)).isEqualTo("new");
        }
        assertThat(requests.get(2)).doesNotContain("Range:");
    }

    @Test
    void beginsAnewWhereTheMediumHasChangedMeanwhile() throws IOException {
        try (RawServer server = answering(BROKEN, ANEW)) {
            assertThat(text(server)).isEqualTo("new");
        }
    }

    @Test
    void doesNotTrustAWeakValidator() throws IOException {
        try (RawServer server = answering(BROKEN.replace("\"x\"", "W/\"x\""), ANEW)) {
            assertThat(text(server)).isEqualTo("new");
        }
        assertThat(requests.get(1)).doesNotContain("Range:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"429 Slow\r\nRetry-After: 100000", "503 Away", "403 Forbidden"})
    void goesOnInALaterTryWhateverItWasRefusedWithMeanwhile(String status) throws IOException {
        String refusal = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = answering(BROKEN, refusal)) {
            assertThat(fetching.fetch(server.url("/a"))).isNotInstanceOf(FetchOutcome.Fetched.class);
        }
        try (RawServer server = answering(REST)) {
            FetchOutcome outcome = fetching.fetch(server.url("/a"), "/a");
            assertThat(Files.readString(
                            ((FetchOutcome.Fetched) outcome).download().file()))
                    .isEqualTo("0123456789");
        }
    }

    /** Ten bytes are the whole medium. The host says otherwise whenever it is asked for a part. */
    @ParameterizedTest
    @CsvSource({
        "bytes {from}-9/8, too small a total",
        "bytes {from}-9/12, too large a total",
        "bytes 0-4/5, the whole of something shorter",
        "bytes 0-14/15, the whole of something longer"
    })
    void beginsAnewWithoutARangeWhereTheTotalIsFalse(String range, String how) throws IOException {
        try (RawServer server = new RawServer(socket -> {
            String request = RawServer.request(socket);
            requests.add(request);
            Matcher from = FROM.matcher(request);
            String answer = BROKEN;
            if (from.find()) {
                String rest = "0123456789".substring(range.contains("{from}") ? Integer.parseInt(from.group(1)) : 0);
                answer = "HTTP/1.1 206 Partial\r\nETag: \"x\"\r\nContent-Range: "
                        + range.replace("{from}", from.group(1)) + "\r\nContent-Length: " + rest.length() + "\r\n\r\n"
                        + rest;
            } else if (requests.size() > 1) {
                answer = BROKEN + "56789";
            }
            RawServer.send(socket, answer.replaceFirst("\r\n", "\r\nConnection: close\r\n"));
        })) {
            assertThat(fetching.fetch(server.url("/a"))).as(how).isInstanceOf(FetchOutcome.Retryable.class);
            assertThat(text(server)).as(how).isEqualTo("0123456789");
        }
    }

    @Test
    void beginsAnewWhereAPowerCutTookTheValidator() throws IOException {
        try (RawServer server = answering(BROKEN, "HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n", ANEW)) {
            assertThat(fetching.fetch(server.url("/a")))
                    .isInstanceOfSatisfying(FetchOutcome.Retryable.class, retryable -> assertThat(retryable.reason())
                            .isEqualTo(Reason.FETCH_FAILED));
            try (Stream<Path> files = Files.list(parts)) {
                Files.writeString(
                        files.filter(file -> file.toString().endsWith(".etag"))
                                .findFirst()
                                .orElseThrow(),
                        "");
            }
            assertThat(text(server)).isEqualTo("new");
        }
        assertThat(requests.get(2)).doesNotContain("Range:");
    }

    private String text(RawServer server) throws IOException {
        FetchOutcome outcome = fetching.fetch(server.url("/a"));
        assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
        return Files.readString(((FetchOutcome.Fetched) outcome).download().file());
    }

    /** A server that gives these answers one after the other, and then repeats the last. */
    private RawServer answering(String... answers) throws IOException {
        int before = requests.size();
        return new RawServer(socket -> {
            requests.add(RawServer.request(socket));
            String answer = answers[Math.min(requests.size() - before, answers.length) - 1];
            RawServer.send(socket, answer.replaceFirst("\r\n", "\r\nConnection: close\r\n"));
        });
    }
}
