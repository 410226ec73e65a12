package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.delivery.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** If the bytes of a part are no longer those that were written to it, its transfer resumes before the change. */
class ChangedPartTest {

    private static final int BLOCK = 4 << 20;
    private static final int ARRIVED = 2 * BLOCK + 1000;

    @TempDir
    Path parts;

    private final byte[] medium = medium();
    private final Spooling spooling = new Spooling(Runnable::run, new AlignedBuffers(Spool.BUFFER), true);

    @Test
    void isGoneOnWithFromItsEndIfNothingHasChanged() throws IOException {
        arrive();
        try (LogLines lines = LogLines.of(MediaFetcher.class)) {
            goOn(ARRIVED);
            assertThat(lines.all()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4194303, 0", "4194304, 4194304", "8388607, 4194304", "8388700, 8388608"})
    void isGoneOnWithFromTheBlockThatHasChanged(int flipped, int from) throws IOException {
        arrive();
        byte[] bytes = Files.readAllBytes(file(".part"));
        bytes[flipped] ^= 1;
        Files.write(file(".part"), bytes);
        try (LogLines lines = LogLines.of(MediaFetcher.class)) {
            goOn(from);
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .contains("medium=key", "changed on the disk", "byte=" + from);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 0", "17, 4194304", "-1, 8388608"})
    void isBelievedLessIfItsChecksumsAreTorn(int kept, int from) throws IOException {
        arrive();
        String sums = Files.readString(file(".sums"));
        Files.writeString(file(".sums"), sums.substring(0, kept < 0 ? sums.length() + kept : kept));
        try (LogLines lines = LogLines.of(MediaFetcher.class)) {
            goOn(from);
            assertThat(lines.all()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\n", "4194304 zzzzzzzz\n", "99999999999999999999 00000000\n", "\0\0\0\0\n"})
    void isBegunAnewIfItsChecksumsMakeNoSense(String sums) throws IOException {
        arrive();
        Files.writeString(file(".sums"), sums);
        goOn(0);
    }

    @Test
    void isBelievedAsFarAsItReachesIfItIsShorterThanItsChecksumsSay() throws IOException {
        arrive();
        Files.write(file(".part"), Arrays.copyOf(medium, BLOCK + 5));
        goOn(BLOCK);
    }

    @Test
    void isFetchedAnewThoughItWasWhole() throws IOException {
        try (RawServer server = new RawServer(socket -> {
                    RawServer.request(socket);
                    RawServer.send(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nnew");
                });
                Fetching fetching =
                        new Fetching(Fetching.fetcher(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(20)));
                LogLines lines = LogLines.of(MediaFetcher.class)) {
            Download download = fetching.fetched(server.url("/a"));
            WholePart.write(download);
            Files.writeString(download.file(), "nex");

            assertThat(Files.readString(fetching.fetched(server.url("/a")).file()))
                    .isEqualTo("new");
            assertThat(lines.all()).singleElement().asString().contains("was whole and has changed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"millis=", "millis=7\nattempts=", "millis=x"})
    void isFetchedAnewIfTheNoteOfAWholeOneIsTorn(String end) throws IOException {
        Path whole = Files.writeString(parts.resolve("key.part"), "abc");
        Files.writeString(parts.resolve("key.part.whole"), "sha256=hash\nhost=media.example\n" + end);

        Optional<Download> read = WholePart.read(whole, file -> "hash");

        assertThat(read).isEmpty();
    }

    /** Receives as much as arrived before the transfer broke off. */
    private void arrive() throws IOException {
        try (Part part = new Part(parts, "key", spooling)) {
            part.restart("\"etag\"");
            take(part, 0, ARRIVED);
            part.keepOnlyToGoOn(true);
        }
    }

    private void goOn(int from) throws IOException {
        try (Part part = new Part(parts, "key", spooling)) {
            Optional<String> validator = part.resumable();
            assertThat(validator.isPresent()).isEqualTo(from > 0);
            assertThat(part.size()).isEqualTo(from);
            if (from == 0) {
                part.restart("\"etag\"");
            }
            take(part, from, medium.length);

            assertThat(part.finish()).hasBinaryContent(medium);
            MessageDigest digest = Sha256.digest();
            digest.update(medium);
            assertThat(part.sha256Hex()).isEqualTo(Sha256.hex(digest));
        }
        try (Stream<Path> left = Files.list(parts)) {
            assertThat(left).singleElement().asString().endsWith(".part");
        }
    }

    private void take(Part part, int from, int to) throws IOException {
        ByteArrayInputStream body = new ByteArrayInputStream(medium, from, to - from);
        for (int read = 0; read >= 0; ) {
            read = part.takeFrom(body);
        }
    }

    private Path file(String end) throws IOException {
        try (Stream<Path> files = Files.list(parts)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static byte[] medium() {
        byte[] bytes = new byte[ARRIVED + BLOCK];
        new Random(20261126).nextBytes(bytes);
        return bytes;
    }
}
