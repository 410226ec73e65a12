package dev.mediahook.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    private static final int LIMIT = 1000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":NaN}",
                "{\"a\":1,\"b\":[-Infinity,Infinity]}",
                "{\"a\":1,\"b\":\"x\ny\tz\u0000\"}",
                "{\"a\":1,\"b\":\"C:\\dir\"}",
                "{\"a\":1,\"b\":007}",
                "{\"a\":1,\"b\":+1}",
                "{\"a\":1,\"b\":.5}",
                "{\"a\":1,\"b\":[1,],}",
                "{\"a\":1,\"b\":\"caf\u00e9\"}",
                "{\"a\":1,\"b\":\"\\u12\"}",
                "{\"a\":1,\"b\":\"\\\\\\ud8zz \\ud800\"}",
                "{\"a\":1,\"b\":\"\\x41\"}",
            })
    void readsWhatAStrictReaderRefuses(String text) {
        assertThat(read(text.getBytes(ISO_8859_1))
                        .map(payload -> payload.json().path("a").asInt()))
                .contains(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "{\"a\":.}",
                "{\"a\":-.}",
                "{\"a\":+}",
                "no json",
                "{\"a\":1",
                "{\"a\":1} {\"a\":2}",
                "{a:1}",
                "{\"a\":1}x"
            })
    void doesNotGuess(String text) {
        assertThat(read(text.getBytes(UTF_8)).filter(payload -> payload.json().isObject()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void readsWhatJsonWasEverWrittenIn(String charset) {
        assertThat(read("{\"a\":1,\"b\":\"\u65e5\"}".getBytes(Charset.forName(charset)))
                        .map(payload -> payload.json().path("a").asInt()))
                .contains(1);
        assertThat(read("\ufeff{\"a\":1}".getBytes(UTF_8))).isPresent();
    }

    @Test
    void repairsAlsoWhatBeginsWithAByteOrderMark() {
        assertThat(read("\ufeff{\"a\":1,\"b\":\"\\u12\"}".getBytes(UTF_8)))
                .map(payload -> payload.json().path("a").asInt())
                .contains(1);
    }

    @Test
    void anEscapeThatIsWholeIsNotRepaired() {
        assertThat(read("{\"a\":\"\\\\u12\",\"b\":NaN}".getBytes(UTF_8))).hasValueSatisfying(payload -> {
            assertThat(payload.repaired()).isFalse();
            assertThat(payload.json().path("a").asText()).isEqualTo("\\u12");
        });
    }

    @Test
    void undoesDeflateWithinTheLimit() throws IOException {
        byte[] packed = deflated("{\"a\":1}");

        assertThat(read(packed))
                .map(payload -> payload.json().path("a").asInt())
                .contains(1);
        assertThat(read(deflated("{\"a\":\"" + "x".repeat(LIMIT) + "\"}"))).isEmpty();
        assertThat(read(Arrays.copyOf(packed, packed.length - 6))).isEmpty();
    }

    @Test
    void undoesGzipWithinTheLimit() throws IOException {
        byte[] packed = gzip("{\"a\":1}");

        assertThat(read(packed))
                .map(payload -> payload.json().path("a").asInt())
                .contains(1);
        assertThat(read(gzip("{\"a\":\"" + "x".repeat(LIMIT) + "\"}"))).isEmpty();
        assertThat(read(Arrays.copyOf(packed, packed.length - 9))).isEmpty();
    }

    @Test
    void readsThousandsOfEmptyMembersWithoutEnd() throws IOException {
        byte[] empty = gzip("");
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 50_000; i++) {
            many.write(empty);
        }
        many.write(gzip("{\"a\":1}"));

        assertThat(read(many.toByteArray())).isPresent();
    }

    @Test
    void losesNothingToABomb() throws IOException {
        assertThat(read(gzip("0".repeat(50_000_000)))).isEmpty();
    }

    @Property
    void neverThrows(@ForAll byte[] bytes) {
        byte[] packed = bytes.clone();
        byte[] magic = {0x1f, (byte) 0x8b, 8};
        byte[] deflated = bytes.clone();
        System.arraycopy(new byte[] {0x78, (byte) 0x9c}, 0, deflated, 0, Math.min(2, deflated.length));
        System.arraycopy(magic, 0, packed, 0, Math.min(3, packed.length));

        assertThat(read(bytes)).isNotNull();
        assertThat(read(packed)).isNotNull();
        assertThat(read(deflated)).isNotNull();
    }

    private static Optional<Payload> read(byte[] bytes) {
        return Payload.read(RawBody.of(bytes), LIMIT);
    }

    private static byte[] deflated(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(packed)) {
            stream.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
