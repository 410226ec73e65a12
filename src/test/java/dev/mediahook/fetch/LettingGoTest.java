package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.Sha256;
import dev.mediahook.event.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fetcher does not read an unwanted body to its end, which a stranger's server may never reach. */
class LettingGoTest {

    @TempDir
    Path parts;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "302 Found\r\nLocation: http://10.0.0.1/\r\nTransfer-Encoding: chunked",
                "404 Not Found\r\nTransfer-Encoding: chunked",
                "500 Trouble\r\nContent-Length: 50000000000",
                "200 OK\r\nContent-Length: 50000000000",
                "200 OK\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked"
            })
    @Timeout(value = 15, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hangsUpOnABodyThatNeverEnds(String head) throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (RawServer server = new RawServer(socket -> {
                    RawServer.answer(socket, "HTTP/1.1 " + head + "\r\n\r\n");
                    byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                    try {
                        while (!Thread.interrupted()) {
                            socket.getOutputStream().write(chunk);
                        }
                    } catch (IOException closed) {
                        hungUp.countDown();
                    }
                });
                Fetching fetching =
                        new Fetching(Fetching.fetcher(parts, "127.0.0.0/8", 1 << 20, Duration.ofMinutes(10)))) {
            assertThat(fetching.fetch(server.url("/a"))).isNotInstanceOf(FetchOutcome.Fetched.class);
            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A folder in the file's place stands in for a disk that accepts nothing more. */
    @Test
    void tellsADiskThatRefusesFromAHostInTrouble() throws IOException {
        MessageDigest key = Sha256.digest();
        key.update("/a".getBytes(StandardCharsets.UTF_8));
        String part = Sha256.hex(key).substring(0, 32);
        // The stale file disappears when the fetcher starts from nothing, before it creates the part.
        Path stale = Files.writeString(Files.createDirectories(parts).resolve(part + ".etag"), "stale");
        try (RawServer server = new RawServer(socket -> {
                    RawServer.answer(socket, "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 3\r\n\r\n");
                    Awaitility.await().until(() -> Files.notExists(stale));
                    Files.createDirectory(parts.resolve(part + ".part"));
                    RawServer.send(socket, "abc");
                });
                Fetching fetching =
                        new Fetching(Fetching.fetcher(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(5)))) {
            assertThat(fetching.fetch(server.url("/a")))
                    .isInstanceOfSatisfying(FetchOutcome.Retryable.class, retryable -> {
                        assertThat(retryable.reason()).isEqualTo(Reason.STORE_FAILED);
                        assertThat(retryable.detail()).contains(part, "Is a directory");
                    });
        }
    }

    @Test
    void readsAnEncodedBodyOfSeveralMembersToItsEnd() throws IOException {
        byte[] first = zipped("one ");
        byte[] second = zipped("two");
        try (RawServer server = new RawServer(socket -> {
                    RawServer.answer(
                            socket,
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                    + (first.length + second.length) + "\r\n\r\n");
                    socket.getOutputStream().write(first);
                    socket.getOutputStream().flush();
                    pause();
                    socket.getOutputStream().write(second);
                });
                Fetching fetching =
                        new Fetching(Fetching.fetcher(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(5)))) {
            assertThat(fetching.fetched(server.url("/a")).file()).hasContent("one two");
        }
    }

    @Test
    void takesAnEncodedBodyThatBreaksOffBetweenItsMembersForBroken() throws IOException {
        byte[] first = zipped("one ");
        try (RawServer server = new RawServer(socket -> {
                    RawServer.answer(
                            socket,
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + (first.length + 20)
                                    + "\r\n\r\n");
                    socket.getOutputStream().write(first);
                });
                Fetching fetching =
                        new Fetching(Fetching.fetcher(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(5)))) {
            assertThat(fetching.fetch(server.url("/a")))
                    .isInstanceOfSatisfying(FetchOutcome.Retryable.class, retryable -> assertThat(retryable.reason())
                            .isEqualTo(Reason.TRUNCATED));
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void pause() {
        LockSupport.parkNanos(200_000_000);
    }
}
