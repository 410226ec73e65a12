package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.event.Reason;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFetcherTest {

    @TempDir
    Path parts;

    private MediaHost host;
    private Fetching fetching;

    @BeforeEach
    void start() {
        host = MediaHost.start(0, Clock.systemUTC());
        fetching = new Fetching(Fetching.fetcher(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() throws IOException {
        fetching.close();
        host.close();
    }

    @Test
    void fetchesTheBytesAsTheyAreServed() throws IOException {
        Download download = fetching.fetched(host.medium(MediaKind.PNG, "a"));

        assertThat(Files.readAllBytes(download.file())).isEqualTo(host.bytes(MediaKind.PNG, "a"));
        assertThat(download.size()).isEqualTo(Files.size(download.file()));
        assertThat(download.sha256()).hasSize(64);
        assertThat(download.sourceHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void resumesABrokenTransferFromWhereItBroke() throws IOException {
        URI broken = host.medium(MediaKind.PNG, "broken", MediaBehaviour.NORMAL.breaking(2, 200));

        Download download = fetching.fetched(broken);

        assertThat(Files.readAllBytes(download.file())).isEqualTo(host.bytes(MediaKind.PNG, "broken"));
        assertThat(download.attempts()).isEqualTo(3);
    }

    @Test
    void hashesALargeMediumThatBrokeOffOnTheWay() throws Exception {
        URI large = host.medium(
                MediaKind.MP4,
                "large",
                MediaBehaviour.NORMAL.filledTo(7_000_001).breaking(2, 3_000_000));
        try (MediaFetcher roomy = Fetching.fetcher(parts, "127.0.0.0/8", 8 << 20, Duration.ofSeconds(20))) {
            FetchOutcome outcome = roomy.fetch(Fetching.request(large.toString(), "", "large"));

            Download download = ((FetchOutcome.Fetched) outcome).download();
            byte[] bytes = Files.readAllBytes(download.file());
            assertThat(bytes).hasSize(7_000_001);
            assertThat(download.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            assertThat(download.attempts()).isEqualTo(3);
        }
    }

    @Test
    void undoesAContentEncodingThatNobodyAskedFor() throws IOException {
        Download download = fetching.fetched(host.medium(MediaKind.JPEG, "zipped", MediaBehaviour.NORMAL.gzipped()));

        assertThat(Files.readAllBytes(download.file())).isEqualTo(host.bytes(MediaKind.JPEG, "zipped"));
    }

    @Test
    void refusesWhatIsTooLargeWhetherItSaysSoOrNot() throws IOException {
        fetching.refused(
                host.medium(MediaKind.MP4, "large", MediaBehaviour.NORMAL.filledTo(2 << 20)), Reason.TOO_LARGE);
        try (RawServer endless = new RawServer(socket -> {
            RawServer.answer(socket, "HTTP/1.1 200 OK\r\n\r\n");
            for (int i = 0; i < 40; i++) {
                socket.getOutputStream().write(new byte[1 << 16]);
            }
        })) {
            assertThat(((FetchOutcome.Refused) fetching.fetch(endless.url("/a"))).reason())
                    .isEqualTo(Reason.TOO_LARGE);
        }
        assertThat(partFiles()).isZero();
    }

    @Test
    void tellsADeadUrlFromAHostInTrouble() throws IOException {
        URI dead = host.medium(MediaKind.PNG, "dead", MediaBehaviour.NORMAL.expiringAt(Instant.EPOCH));
        assertThat(fetching.fetch(dead)).isEqualTo(new FetchOutcome.Expired(403));
        URI trouble = host.medium(MediaKind.PNG, "trouble", MediaBehaviour.NORMAL.failing(1));
        assertThat(((FetchOutcome.Retryable) fetching.fetch(trouble)).reason()).isEqualTo(Reason.FETCH_FAILED);
        try (RawServer busy = new RawServer(socket ->
                RawServer.answer(socket, "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(((FetchOutcome.Retryable) fetching.fetch(busy.url("/a"))).retryAfter())
                    .isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void isNotHeldByAHostThatSendsAByteNowAndThen() throws IOException {
        try (MediaFetcher hasty = Fetching.fetcher(parts, "127.0.0.0/8", 1000, Duration.ofMillis(400));
                RawServer trickle = new RawServer(socket -> {
                    RawServer.answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
                    while (!socket.isClosed()) {
                        socket.getOutputStream().write('x');
                        socket.setSoTimeout(20);
                        RawServer.readQuietly(socket);
                    }
                })) {
            FetchOutcome outcome =
                    hasty.fetch(Fetching.request(trickle.url("/a").toString(), "", "k"));
            assertThat(outcome).isInstanceOf(FetchOutcome.Retryable.class);
        }
    }

    private long partFiles() throws IOException {
        try (Stream<Path> files = Files.list(parts)) {
            return files.count();
        }
    }
}
