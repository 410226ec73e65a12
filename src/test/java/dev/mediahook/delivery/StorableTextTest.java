package dev.mediahook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of a stranger's text that both databases can keep. */
class StorableTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "job-1", "größer", "\uD83D\uDE00", "a\uD83D\uDE00\uD83D\uDE01b", "\uFFFD"})
    void keepsWhatIsWhole(String text) {
        assertThat(StorableText.of(text)).isEqualTo(text);
        assertThat(StorableText.fitsId(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a\0b, a\uFFFDb",
        "\uD83D, \uFFFD",
        "a\uDE00, a\uFFFD",
        "\uD83D\uD83D\uDE00, \uFFFD\uD83D\uDE00",
        "\uD83D\uDE00\uDE00, \uD83D\uDE00\uFFFD"
    })
    void replacesNulsAndHalvesOfPairs(String text, String kept) {
        assertThat(StorableText.of(text)).isEqualTo(kept);
        assertThat(StorableText.fitsId(text)).isFalse();
    }

    @Test
    void anIdHasAtMost1024BytesOfUtf8() {
        assertThat(StorableText.fitsId("é".repeat(512))).isTrue();
        assertThat(StorableText.fitsId("é".repeat(513))).isFalse();
        assertThat(StorableText.fitsId("x".repeat(1024))).isTrue();
        assertThat(StorableText.fitsId("x".repeat(1025))).isFalse();
    }
}
