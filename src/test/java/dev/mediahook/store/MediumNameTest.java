package dev.mediahook.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediumNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch_abc123",
                "9417a243-e457-4075-895b-b68f3cda5303",
                "a.b",
                "0",
                "-x",
                "_",
                ".hidden",
                "..x",
                "clock",
                "con",
                "x.",
                "..."
            })
    void aPlainIdIsItsOwnFolder(String id) {
        assertThat(MediumName.of("", "bfl", id, 0, "png")).hasToString("bfl/" + id + "/0.png");
    }

    @Test
    void aPlainIdAsLongAsANameMayBeIsItsOwnFolder() {
        assertThat(MediumName.safe("a".repeat(255))).isEqualTo("a".repeat(255));
        assertThat(MediumName.safe("a".repeat(256))).hasSizeLessThan(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "..", ".", "", "/etc/passwd", "C:\\x", "a/b", "a\0b"})
    void noIdIsAWayOut(String id) {
        Path root = Path.of("/store/media");
        Path file =
                root.resolve(MediumName.of("", "bfl", id, 0, "png").toString()).normalize();

        assertThat(file.startsWith(root.resolve("bfl"))).isTrue();
        assertThat(file.getNameCount()).isEqualTo(root.getNameCount() + 3);
    }

    @Test
    void capitalsDoNotMeetTheirSmallLetters() {
        assertThat(MediumName.safe("ABC")).isNotEqualToIgnoringCase(MediumName.safe("abc"));
    }

    @Property(tries = 5000)
    void differentIdsNeverShareAFolderWhateverTheFileSystemThinksEqual(
            @ForAll("ids") String one, @ForAll("ids") String other) {
        if (!one.equals(other)) {
            assertThat(asAFileSystemCompares(MediumName.safe(one)))
                    .isNotEqualTo(asAFileSystemCompares(MediumName.safe(other)));
        }
    }

    @Property
    void everySegmentIsShortAndPlain(@ForAll String id) {
        String name = MediumName.safe(id);

        assertThat(name.getBytes(UTF_8).length).isBetween(1, 255);
        assertThat(name).matches("[a-z0-9._=-]+").isNotIn(".", "..");
    }

    @Property
    void aLongIdKeepsItsOwnFolder(@ForAll("long") String one, @ForAll("long") String other) {
        assertThat(MediumName.safe(one).equals(MediumName.safe(other))).isEqualTo(one.equals(other));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("aAbB=.-/4 1éÉ").ofMaxLength(4),
                Arbitraries.strings().ofMaxLength(6));
    }

    @Provide("long")
    Arbitrary<String> longIds() {
        return Arbitraries.strings()
                .withChars("abA")
                .ofMinLength(1)
                .ofMaxLength(2)
                .map(end -> "A".repeat(150) + end);
    }

    private static String asAFileSystemCompares(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
