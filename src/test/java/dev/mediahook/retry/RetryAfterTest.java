package dev.mediahook.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                             | PT7S",
                " 0 | PT0S",
                "Fri, 20 Nov 2026 12:01:00 GMT | PT1M",
                "999999999                     | P1D",
                "Fri, 31 Dec 9999 23:59:59 GMT | P1D"
            })
    void readsSecondsAndDates(String value, Duration wait) {
        assertThat(RetryAfter.of(value, NOON)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999", "Fri, 20 Nov 2026 11:59:00 GMT"})
    void makesNothingOfTheRest(String value) {
        assertThat(RetryAfter.of(value, NOON)).isEmpty();
    }

    @Test
    void neverThrows() {
        assertThat(RetryAfter.of("\u0000", NOON)).isEmpty();
    }
}
