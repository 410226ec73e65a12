package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dates of headers, with the example of RFC 9110, section 5.6.7. */
class HttpDateTest {

    private static final Instant TIME = Instant.parse("1994-11-06T08:49:37.9Z");
    private static final String HEADER = "Sun, 06 Nov 1994 08:49:37 GMT";

    @Test
    void aDayHasTwoDigits() {
        assertThat(HttpDate.of(TIME)).isEqualTo(HEADER);
    }

    @Test
    void aDateThatWasWrittenCanBeRead() {
        assertThat(HttpDate.read(HEADER)).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "Sun, 6 Nov 1994", "1994-11-06T08:49:37Z", "Mon, 06 Nov 1994 08:49:37 GMT"})
    void whatIsNoDateIsIgnored(String header) {
        assertThat(HttpDate.read(header)).isEmpty();
    }
}
