package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MediaDatesTest {

    /** The example of RFC 9110, section 5.6.7. */
    @Test
    void aDayHasTwoDigits() {
        assertThat(MediaCalls.HTTP_DATE.format(Instant.parse("1994-11-06T08:49:37.9Z")))
                .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
