package dev.mediahook.store.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealEncodersTest {

    private static final String DRAWN =
            "<svg width=\"9\" height=\"9\"\n xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>";

    @TempDir
    Path folder;

    private final TypeByBytes types = new TypeByBytes();

    @ParameterizedTest
    @CsvSource({
        "ffmpeg-opus.opus, audio/ogg, ogg",
        "opusenc.opus, audio/ogg, ogg",
        "ffmpeg-vorbis.ogg, audio/ogg, ogg",
        "ffmpeg-flac.oga, audio/ogg, ogg",
        "ffmpeg-theora.ogv, video/ogg, ogv",
        "ffmpeg-vp8.webm, video/webm, webm",
        "ffmpeg-live.webm, video/webm, webm",
        "ffmpeg-audio.webm, video/webm, webm",
        "gstreamer.webm, video/webm, webm",
        "gstreamer-streamable.webm, video/webm, webm",
        "gstreamer.mkv, video/x-matroska, mkv",
        "ffmpeg-h264.mkv, video/x-matroska, mkv",
        "ffmpeg-audio.mka, video/x-matroska, mkv",
        "ffmpeg-rf64.wav, audio/vnd.wave, wav",
        "ffmpeg.wav, audio/vnd.wave, wav",
        "ffmpeg.ts, video/mp2t, ts",
        "ffmpeg.m2ts, video/mp2t, ts",
        "ffmpeg-cmaf.mp4, video/mp4, mp4",
        "ffmpeg-dash-init.m4s, video/mp4, mp4",
        "ffmpeg-dash-segment.m4s, video/mp4, mp4",
        "ffmpeg.mp4, video/mp4, mp4",
        "ffmpeg.mov, video/quicktime, mov",
        "ffmpeg.m4a, audio/mp4, m4a",
        "ffmpeg.aac, audio/aac, aac",
        "ffmpeg.mp3, audio/mpeg, mp3",
        "ffmpeg-bare.mp3, audio/mpeg, mp3",
        "ffmpeg.apng, image/png, png",
        "magick.avif, image/avif, avif",
        "magick.heic, image/heic, heic",
        "magick.gif, image/gif, gif",
        "magick.jpg, image/jpeg, jpg",
        "magick.png, image/png, png",
        "magick.webp, image/webp, webp",
        "rsvg.svg, image/svg+xml, svg",
    })
    void tellsWhatAnEncoderHasMade(String sample, String type, String extension) throws IOException {
        assertThat(types.of(copy(sample))).isEqualTo(type);
        assertThat(types.extension(type)).isEqualTo(extension);
    }

    /** The index of fragmented movies, and headers that are not read, do not say how long the medium is. */
    @ParameterizedTest
    @CsvSource({
        "ffmpeg.mp4, video/mp4, 32, 24, 600",
        "ffmpeg.mov, video/quicktime, 32, 24, 600",
        "ffmpeg-cmaf.mp4, video/mp4, 32, 24, ",
        "ffmpeg-dash-init.m4s, video/mp4, 32, 24, ",
        "ffmpeg-dash-segment.m4s, video/mp4, , , ",
        "ffmpeg.m4a, audio/mp4, , , 300",
        "ffmpeg.wav, audio/vnd.wave, , , 50",
        "ffmpeg.apng, image/png, 32, 24, ",
        "ffmpeg-vp8.webm, video/webm, , , ",
        "magick.jpg, image/jpeg, 4, 3, ",
        "magick.gif, image/gif, 4, 3, ",
        "magick.webp, image/webp, 4, 3, ",
    })
    void tellsSizeAndLength(
            String sample, String type, @Nullable Integer width, @Nullable Integer height, @Nullable Long millis)
            throws IOException {
        assertThat(Dimensions.of(copy(sample), type)).isEqualTo(new Dimensions(width, height, millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n  ",
                "\uFEFF",
                "\uFEFF\n<?xml version=\"1.0\"?>\n",
                "\n<?xml version=\"1.0\" standalone=\"no\"?>\r\n<!-- drawn\n by hand -->\n",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://x/svg11.dtd\">\n",
                "<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\">]>\n<?xml-stylesheet href=\"a.css\"?>",
            })
    void tellsADrawingWhateverStandsBeforeIt(String before) throws IOException {
        assertThat(typeOf(before + DRAWN, StandardCharsets.UTF_8)).isEqualTo("image/svg+xml");
    }

    @Test
    void tellsADrawingInOtherClothes() throws IOException {
        String late = DRAWN.replace(" xmlns", " data-x=\"" + "x".repeat(9000) + "\" xmlns");
        String prefixed = "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"/>";
        String commented = "<!--" + "x".repeat(20_000) + "-->" + DRAWN;
        for (String text : new String[] {late, prefixed, commented}) {
            assertThat(typeOf(text, StandardCharsets.UTF_8)).isEqualTo("image/svg+xml");
        }
        assertThat(typeOf(DRAWN, StandardCharsets.UTF_16)).isEqualTo("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body><svg xmlns=\"http://www.w3.org/2000/svg\"/></body></html>",
                "<!DOCTYPE html>\n<svg/>",
                "<Error><Code>AccessDenied</Code></Error>",
                "<svgs/>",
                "GGGG plain text",
                "{\"svg\": \"<svg>\"}",
                "",
            })
    void takesNoPageForADrawing(String text) throws IOException {
        assertThat(typeOf(text, StandardCharsets.UTF_8))
                .doesNotStartWith("image/")
                .doesNotStartWith("video/");
    }

    private Path copy(String sample) throws IOException {
        Path file = folder.resolve("medium");
        try (InputStream bytes = RealEncodersTest.class.getResourceAsStream("/media/" + sample)) {
            Files.copy(Objects.requireNonNull(bytes), file);
        }
        return file;
    }

    private String typeOf(String text, Charset charset) throws IOException {
        return types.of(Files.write(folder.resolve("drawing"), text.getBytes(charset)));
    }
}
