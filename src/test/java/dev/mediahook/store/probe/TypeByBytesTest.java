package dev.mediahook.store.probe;

import static dev.mediahook.store.probe.MediaBytes.box;
import static dev.mediahook.store.probe.MediaBytes.ftyp;
import static dev.mediahook.store.probe.MediaBytes.hex;
import static dev.mediahook.store.probe.MediaBytes.image;
import static dev.mediahook.store.probe.MediaBytes.iso;
import static dev.mediahook.store.probe.MediaBytes.join;
import static dev.mediahook.store.probe.MediaBytes.matroska;
import static dev.mediahook.store.probe.MediaBytes.mp3Frames;
import static dev.mediahook.store.probe.MediaBytes.ogg;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mediahook.store.ContentTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeByBytesTest {

    private static final ContentTypes MEDIA = new ContentTypes(List.of("image/*", "video/*", "audio/*"));

    @TempDir
    Path folder;

    private final TypeByBytes types = new TypeByBytes();

    static Stream<Arguments> whatGeneratorsMake() throws IOException {
        return Stream.of(
                arguments("PNG", image("png", 3, 2), "image/png", "png"),
                arguments("JPEG", image("jpg", 3, 2), "image/jpeg", "jpg"),
                arguments("GIF", image("gif", 3, 2), "image/gif", "gif"),
                arguments("WebP", MediaBytes.webpLossy(3, 2), "image/webp", "webp"),
                arguments("WebP, lossless", MediaBytes.webpLossless(3, 2), "image/webp", "webp"),
                arguments("WebP, extended", MediaBytes.webpExtended(3, 2), "image/webp", "webp"),
                arguments("AVIF", ftyp("avif"), "image/avif", "avif"),
                arguments("AVIF, animated", ftyp("avis"), "image/avif", "avif"),
                arguments("AVIF under a general brand", generalBrand("avif"), "image/avif", "avif"),
                arguments("HEIC", ftyp("heic"), "image/heic", "heic"),
                arguments("HEIC under a general brand", generalBrand("heic"), "image/heic", "heic"),
                arguments("SVG", svg(), "image/svg+xml", "svg"),
                arguments("MP4 by FFmpeg", iso("isom", 1000, 1500, true), "video/mp4", "mp4"),
                arguments("MP4, index last", iso("mp42", 1000, 1500, false), "video/mp4", "mp4"),
                arguments("MP4 by a camera", iso("XAVC", 1000, 1500, true), "video/mp4", "mp4"),
                arguments("MP4, fragmented", iso("cmfc", 1000, 1500, true), "video/mp4", "mp4"),
                arguments("MOV", iso("qt  ", 600, 900, true), "video/quicktime", "mov"),
                arguments("MOV before brands", box("moov", box("mvhd", new byte[100])), "video/quicktime", "mov"),
                arguments("WebM", matroska("webm"), "video/webm", "webm"),
                arguments("Matroska", matroska("matroska"), "video/x-matroska", "mkv"),
                arguments("Theora", ogg("807468656f7261"), "video/ogg", "ogv"),
                arguments("MP3", mp3Frames(0xfffb9064), "audio/mpeg", "mp3"),
                arguments("MP3, tagged", join(hex("49443304000000000000"), mp3Frames(0xfffb9064)), "audio/mpeg", "mp3"),
                arguments("WAV", MediaBytes.wav(8000, 100), "audio/vnd.wave", "wav"),
                arguments("FLAC", MediaBytes.flac(44100, 88200), "audio/flac", "flac"),
                arguments("Vorbis", ogg("01766f72626973"), "audio/ogg", "ogg"),
                arguments("Opus", ogg("4f70757348656164"), "audio/ogg", "ogg"),
                arguments("FLAC in Ogg", ogg("7f464c4143"), "audio/ogg", "ogg"),
                arguments("AAC", join(hex("fff15080017ffc"), new byte[300]), "audio/aac", "aac"),
                arguments("M4A", iso("M4A ", 44100, 44100, true), "audio/mp4", "m4a"));
    }

    @Test
    void knowsASceneInThreeDimensionsButKeepsItOnlyIfAsked() throws IOException {
        byte[] scene = join(hex("676c544602000000"), new byte[300]);

        assertThat(typeOf(scene)).isEqualTo("model/gltf-binary");
        assertThat(types.extension("model/gltf-binary")).isEqualTo("glb");
        assertThat(MEDIA.keep("model/gltf-binary")).isFalse();
        assertThat(new ContentTypes(List.of("model/*")).keep("model/gltf-binary"))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatGeneratorsMake")
    void knowsWhatGeneratorsMake(String name, byte[] bytes, String type, String extension) throws IOException {
        assertThat(typeOf(bytes)).isEqualTo(type);
        assertThat(types.extension(type)).isEqualTo(extension);
        assertThat(MEDIA.keep(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body>gone</body></html>",
                " \n<HTML><head><title>504 Gateway Time-out",
                "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
                "<Error><Code>ExpiredToken</Code></Error>",
                "{\"error\":\"expired\"}",
                "#EXTM3U\n#EXT-X-VERSION:3\n",
                "%PDF-1.7",
                "PK\u0003\u0004 and so on",
                "not found",
                "BM is not found",
                "\n",
                ""
            })
    void refusesWhatIsNoMediumWhateverItsNameSays(String text) throws IOException {
        assertThat(MEDIA.keep(typeOf(text.getBytes(UTF_8)))).isFalse();
    }

    /** An image's first bytes decide, whatever follows. So a file of two types has the type that a browser sees. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ffd8ff", "89504e470d0a1a0a", "474946383961", "474946383761", "52494646240000005745425056503820"
            })
    void anImageIsWhatItsFirstBytesSay(String signature) throws IOException {
        Path file = Files.write(folder.resolve("file"), hex(signature));
        Path both = Files.write(
                folder.resolve("both"), join(hex(signature), "<html><script>%PDF-1.7</script>".getBytes(UTF_8)));

        assertThat(types.of(file)).startsWith("image/").isEqualTo(types.of(both));
    }

    @Test
    void aSingleTypeIsKeptAlone() {
        ContentTypes only = new ContentTypes(List.of("Video/MP4"));

        assertThat(only.keep("video/mp4")).isTrue();
        assertThat(only.keep("video/mp4x")).isFalse();
        assertThat(new ContentTypes(List.of("*/*")).keep("application/pdf")).isTrue();
    }

    /** The type of a file with these bytes. Its name ends in {@code .mp4}, as an error page's name may. */
    private String typeOf(byte[] bytes) throws IOException {
        return types.of(Files.write(folder.resolve("medium.mp4"), bytes));
    }

    private static byte[] generalBrand(String codec) {
        return join(box("ftyp", ("mif1\0\0\0\0mif1" + codec + "miaf").getBytes(UTF_8)), new byte[100]);
    }

    private static byte[] svg() {
        return "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8);
    }
}
