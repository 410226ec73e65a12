package dev.mediahook.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "%2e",
                "%2E%2e",
                ".%2e",
                "%252e%252e",
                "../admin",
                "a/../b",
                "a/..",
                "a\\..\\b",
                "..%2fadmin",
                "a%2F..%2Fb",
                "a%252f%252e%252e%252fb",
                "a\n/../b",
            })
    void refusesWhatWouldLeadElsewhere(String text) {
        assertThat(PathSegment.isSafe(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a-b_c.d~e, a-b_c.d~e",
        "..., ...",
        "..a, ..a",
        "v1.2, v1.2",
        "a/b, a%2Fb",
        "a?b=c#d, a%3Fb%3Dc%23d",
        "a%2fb, a%252fb",
        "a b+c*d, a%20b%2Bc%2Ad",
        "é, %C3%A9",
        "a;b=c, a%3Bb%3Dc",
    })
    void keepsTheRestInOneSegment(String text, String segment) {
        assertThat(PathSegment.isSafe(text)).isTrue();
        assertThat(PathSegment.of(text)).isEqualTo(segment);
    }
}
