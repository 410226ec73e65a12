package dev.mediahook.store.probe;

import static dev.mediahook.store.probe.MediaBytes.box;
import static dev.mediahook.store.probe.MediaBytes.hex;
import static dev.mediahook.store.probe.MediaBytes.iso;
import static dev.mediahook.store.probe.MediaBytes.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DimensionsTest {

    private static final List<String> TYPES = List.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "video/mp4",
            "audio/vnd.wave",
            "audio/flac",
            "text/plain");

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void readsWhatJavaWrites(String format) throws IOException {
        String type = format.equals("jpg") ? "image/jpeg" : "image/" + format;

        assertThat(of(MediaBytes.image(format, 321, 45), type)).isEqualTo(new Dimensions(321, 45, null));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1024, 576", "16383, 16384"})
    void readsTheThreeFormsOfWebp(int width, int height) throws IOException {
        Dimensions size = new Dimensions(width, height, null);

        assertThat(of(MediaBytes.webpLossless(width, height), "image/webp")).isEqualTo(size);
        assertThat(of(MediaBytes.webpExtended(width, height), "image/webp")).isEqualTo(size);
        assertThat(of(MediaBytes.webpLossy(width, height - 1 + height % 2), "image/webp"))
                .isEqualTo(Dimensions.image(width, height - 1 + height % 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void findsTheSizeOfAJpegBehindLongContentCredentials(int segments) throws IOException {
        byte[] plain = MediaBytes.image("jpg", 640, 480);
        byte[] credentials = join(hex("ffebffff"), new byte[65533]);
        byte[] all = hex("ffd8");
        for (int i = 0; i < segments; i++) {
            all = join(all, credentials);
        }
        all = join(all, Arrays.copyOfRange(plain, 2, plain.length));

        assertThat(of(all, "image/jpeg")).isEqualTo(new Dimensions(640, 480, null));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsTheLengthOfAMovieWhereverItsIndexStands(boolean indexFirst) throws IOException {
        assertThat(of(iso("isom", 90_000, 477_000, indexFirst), "video/mp4").durationMillis())
                .isEqualTo(5300);
        assertThat(of(iso("isom", 1000, -1, indexFirst), "video/mp4")).isEqualTo(Dimensions.UNKNOWN);
        assertThat(of(iso("isom", 0, 5, indexFirst), "video/mp4")).isEqualTo(Dimensions.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"video/mp4", "video/quicktime"})
    void readsTheSizeOfTheFirstTrackThatHasOne(String type) throws IOException {
        byte[] movie = box("moov", join(track(0, 0), track(1280, 720), track(64, 64)));

        assertThat(of(movie, type)).isEqualTo(new Dimensions(1280, 720, null));
    }

    @ParameterizedTest
    @CsvSource({"8000, 1500", "44100, 10", "48000, 999"})
    void readsTheLengthOfSound(int rate, int millis) throws IOException {
        assertThat(of(MediaBytes.wav(rate, millis), "audio/vnd.wave").durationMillis())
                .isEqualTo(millis);
        assertThat(of(MediaBytes.flac(rate, (long) rate * millis / 1000), "audio/flac")
                        .durationMillis())
                .isEqualTo(millis);
    }

    @Property(tries = 300)
    void junkSaysNothingAndHarmsNobody(@ForAll @Size(max = 200) byte[] junk) throws IOException {
        assertThatCode(() -> ofEveryType(junk)).doesNotThrowAnyException();
    }

    @Property(tries = 200)
    void aDamagedHeaderHarmsNobody(
            @ForAll @IntRange(max = 300) int at, @ForAll byte damage, @ForAll @IntRange(max = 400) int length)
            throws IOException {
        for (byte[] whole : List.of(
                iso("isom", 90_000, 477_000, true),
                MediaBytes.wav(8000, 20),
                MediaBytes.image("jpg", 9, 9),
                MediaBytes.webpLossy(9, 9))) {
            byte[] bytes = Arrays.copyOf(whole, Math.min(whole.length, length));
            if (at < bytes.length) {
                bytes[at] = damage;
            }
            assertThatCode(() -> ofEveryType(bytes)).doesNotThrowAnyException();
        }
    }

    private static byte[] track(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(84).putInt(76, width << 16).putInt(80, height << 16);
        return box("trak", box("tkhd", header.array()));
    }

    private static void ofEveryType(byte[] bytes) throws IOException {
        Path file = Files.write(Files.createTempFile("dimensions", ".bin"), bytes);
        try {
            TYPES.forEach(type -> Dimensions.of(file, type));
        } finally {
            Files.delete(file);
        }
    }

    private static Dimensions of(byte[] bytes, String type) throws IOException {
        Path file = Files.createTempFile("dimensions", ".bin");
        try {
            return Dimensions.of(Files.write(file, bytes), type);
        } finally {
            Files.delete(file);
        }
    }
}
