package dev.mediahook.store.probe;

import static dev.mediahook.store.probe.MediaBytes.box;
import static dev.mediahook.store.probe.MediaBytes.hex;
import static dev.mediahook.store.probe.MediaBytes.join;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds out whether a file has a C2PA manifest of its provenance, in the place where its format keeps one. */
class C2paTest {

    private static final byte[] MANIFEST = jumbf("63327061-0011-0010-8000-00aa00389b71");

    static Stream<Arguments> files() throws IOException {
        byte[] jpeg = MediaBytes.image("jpg", 64, 48);
        byte[] png = MediaBytes.image("png", 64, 48);
        byte[] webp = MediaBytes.webpExtended(64, 48);
        byte[] wav = MediaBytes.wav(8000, 10);
        byte[] mp4 = MediaBytes.iso("isom", 1000, 5000, true);
        byte[] avif = join(MediaBytes.ftyp("avif"), box("mdat", new byte[9]));
        byte[] uuid = box("uuid", join(hex("d8fec3d61b0e483c92975828877ec481"), new byte[4], MANIFEST));
        byte[] otherUuid = box("uuid", join(hex("be7acfcb97a942e89c71999491e3afac"), MANIFEST));
        return Stream.of(
                Arguments.of("image/jpeg", jpeg, C2pa.ABSENT),
                Arguments.of("image/jpeg", in(jpeg, 2, app11(MANIFEST)), C2pa.PRESENT),
                Arguments.of("image/jpeg", in(jpeg, 2, hex("ffff"), app11(MANIFEST)), C2pa.PRESENT),
                Arguments.of(
                        "image/jpeg", in(jpeg, 2, app11(jumbf("40cb0c32-bb8a-489d-a70b-2ad6f47f4369"))), C2pa.ABSENT),
                Arguments.of("image/jpeg", in(jpeg, 2, hex("ffeb0006"), hex("4a500001")), C2pa.ABSENT),
                Arguments.of("image/jpeg", join(jpeg, app11(MANIFEST)), C2pa.ABSENT),
                Arguments.of("image/png", png, C2pa.ABSENT),
                Arguments.of("image/png", in(png, 33, pngChunk("caBX", MANIFEST)), C2pa.PRESENT),
                Arguments.of("image/png", in(png, 33, pngChunk("tEXt", "caBX".getBytes(ISO_8859_1))), C2pa.ABSENT),
                Arguments.of("image/webp", webp, C2pa.ABSENT),
                Arguments.of(
                        "image/webp",
                        join(webp, riffChunk("EXIF", new byte[3]), riffChunk("C2PA", MANIFEST)),
                        C2pa.PRESENT),
                Arguments.of("audio/vnd.wave", wav, C2pa.ABSENT),
                Arguments.of("audio/vnd.wave", join(wav, riffChunk("C2PA", MANIFEST)), C2pa.PRESENT),
                Arguments.of("video/mp4", mp4, C2pa.ABSENT),
                Arguments.of("video/mp4", join(mp4, uuid), C2pa.PRESENT),
                Arguments.of("video/mp4", join(mp4, otherUuid), C2pa.ABSENT),
                Arguments.of("video/quicktime", join(uuid, mp4), C2pa.PRESENT),
                Arguments.of("image/avif", join(avif, uuid), C2pa.PRESENT),
                Arguments.of("video/mp4", join(mp4, hex("ffffffff"), uuid), null),
                Arguments.of("image/png", Arrays.copyOf(png, 30), null),
                Arguments.of("video/webm", MediaBytes.matroska("webm"), null),
                Arguments.of("image/gif", MediaBytes.image("gif", 4, 4), null));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isFoundOnlyWhereTheFormatKeepsIt(String type, byte[] file, C2pa expected) throws IOException {
        assertThat(of(file, type)).isEqualTo(expected);
    }

    /** Any bytes give a result: no file makes the reader fail or go on without end. */
    @Property(tries = 200)
    void anyBytesEnd(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
        for (String type : new String[] {"image/jpeg", "image/png", "image/webp", "video/mp4"}) {
            assertThat(of(bytes, type)).isIn(C2pa.PRESENT, C2pa.ABSENT, null);
        }
    }

    private static C2pa of(byte[] bytes, String type) throws IOException {
        Path file = Files.createTempFile("c2pa", ".bin");
        try {
            return C2pa.of(Files.write(file, bytes), type);
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] jumbf(String uuid) {
        byte[] description = box("jumd", join(hex(uuid.replace("-", "")), hex("03"), "c2pa\0".getBytes(ISO_8859_1)));
        return box("jumb", description);
    }

    private static byte[] app11(byte[] box) {
        byte[] content = join("JP".getBytes(ISO_8859_1), hex("000100000001"), box);
        return join(
                hex("ffeb"),
                ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array(),
                content);
    }

    private static byte[] pngChunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
        return chunk.put(type.getBytes(ISO_8859_1)).put(content).array();
    }

    private static byte[] riffChunk(String type, byte[] content) {
        ByteBuffer chunk =
                ByteBuffer.allocate(8 + content.length + content.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(type.getBytes(ISO_8859_1))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] in(byte[] file, int at, byte[]... parts) {
        return join(Arrays.copyOf(file, at), join(parts), Arrays.copyOfRange(file, at, file.length));
    }
}
