package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.event.Reason;
import dev.mediahook.http.HostileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Media hosts that demand more time, memory or disk than a medium needs. */
@Timeout(60)
class HostileMediaTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String GZIP = OK + "Content-Encoding: gzip\r\n\r\n";

    @TempDir
    Path parts;

    private Fetching fetching;

    @BeforeEach
    void start() {
        FetchSettings usual = Fetching.settings(parts, "127.0.0.0/8", 3 << 20, Duration.ofSeconds(50));
        fetching = new Fetching(Fetching.fetcher(new FetchSettings(
                usual.maxBytes(),
                true,
                usual.allowAddresses(),
                Set.of(),
                Duration.ofMillis(500),
                Duration.ofMillis(1500),
                usual.total(),
                new Pace.Least(1 << 10, Duration.ofMillis(500)),
                8,
                16,
                parts,
                true)));
    }

    @AfterEach
    void stop() throws IOException {
        fetching.close();
    }

    @ParameterizedTest
    @EnumSource
    void failsTheTryAndLeavesOtherMediaAlone(HostileServer.Endless endless) throws IOException {
        try (HostileServer hostile = new HostileServer(endless)) {
            assertThat(fetching.fetch(hostile.url("/a"), "hostile"))
                    .isInstanceOfAny(FetchOutcome.Retryable.class, FetchOutcome.Refused.class);
        }
        try (HostileServer good = serving(OK + "Content-Length: 4\r\n\r\n", "good")) {
            assertThat(fetching.fetched(good.url("/a")).size()).isEqualTo(4);
        }
    }

    @Test
    void endsWhatArrivesTooSlowlyWhateverOfItDoes() throws IOException {
        for (String start : List.of("", OK + "X: ", OK + "Content-Length: 900000\r\n\r\n", OK + "\r\n")) {
            try (HostileServer drip = new HostileServer(HostileServer.dripping(start, 20))) {
                assertThat(fetching.fetch(drip.url("/a"), "drip" + start.length()))
                        .isInstanceOfSatisfying(
                                FetchOutcome.Retryable.class,
                                retryable -> assertThat(retryable.reason()).isEqualTo(Reason.FETCH_FAILED));
            }
        }
    }

    @Test
    void countsWhatIsTransferredAndNotOnlyWhatItBecomes() throws IOException {
        byte[] emptyMember = gzip(new byte[0]);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 5000; i++) {
            members.write(emptyMember);
        }
        byte[] emptyBlocks = new byte[5 * 10_000];
        for (int i = 0; i < emptyBlocks.length; i += 5) {
            emptyBlocks[i + 3] = (byte) 0xff;
            emptyBlocks[i + 4] = (byte) 0xff;
        }
        byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
        for (Repeated body :
                List.of(new Repeated(new byte[0], members.toByteArray()), new Repeated(header, emptyBlocks))) {
            try (HostileServer hostile = new HostileServer((to, over) -> {
                to.write(GZIP.getBytes(StandardCharsets.ISO_8859_1));
                body.to(to);
            })) {
                fetching.refused(hostile.url("/" + body.start().length), Reason.TOO_LARGE);
            }
        }
    }

    @Test
    void endsWhatGrowsBeyondTheLimitAsItIsUncompressed() throws IOException {
        try (HostileServer bomb = serving(GZIP, gzip(new byte[64 << 20]))) {
            fetching.refused(bomb.url("/bomb"), Reason.TOO_LARGE);
        }
    }

    @Test
    void takesManyEmptyMembersForWhatTheyAre() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 50_000; i++) {
            members.write(gzip(new byte[0]));
        }
        members.write(gzip("medium".getBytes(StandardCharsets.UTF_8)));
        try (HostileServer odd = serving(GZIP, members.toByteArray())) {
            assertThat(fetching.fetched(odd.url("/odd")).size()).isEqualTo(6);
        }
    }

    @Test
    void connectsToNoAddressOfThisMachineWhateverThePort() throws Exception {
        InetAddress own = InetAddress.getByName("93.184.216.34");
        CheckedResolver resolver =
                new CheckedResolver(name -> new InetAddress[] {own}, List.of(), Set.of(), () -> Set.of(own));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> resolver.resolve("own.example", 8443))
                .isInstanceOf(CheckedResolver.AddressRefused.class)
                .hasMessageContaining("our_own");

        CheckedResolver allowing = new CheckedResolver(
                name -> new InetAddress[] {own}, List.of(Cidr.of("93.184.216.34")), Set.of(), () -> Set.of(own));
        assertThat(allowing.resolve("own.example", 8443)).hasSize(1);
        assertThat(OwnAddresses.ofThisMachine()).contains(InetAddress.getByName("127.0.0.1"));
    }

    private record Repeated(byte[] start, byte[] again) {

        void to(OutputStream client) throws IOException {
            client.write(start);
            for (int i = 0; i < 400; i++) {
                client.write(again);
            }
        }
    }

    private static HostileServer serving(String head, String body) throws IOException {
        return serving(head, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static HostileServer serving(String head, byte[] body) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(head.getBytes(StandardCharsets.ISO_8859_1));
        answer.write(body);
        return new HostileServer(HostileServer.saying(answer.toByteArray()));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
