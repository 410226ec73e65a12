package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-, 0, 1000",
        "bytes=999-, 999, 1",
        "bytes=10-19, 10, 10",
        "bytes=10-5000, 10, 990",
        "bytes=-1, 999, 1",
        "bytes=-5000, 0, 1000",
        "BYTES=1 - 2, 1, 2",
        "bytes=1000-, 1000, 0",
        "bytes=-0, 1000, 0",
        "bytes=999999999999999999-, 999999999999999999, 0"
    })
    void readsOneRange(String header, long from, long length) {
        assertThat(ByteRange.asked(header, 1000)).contains(new ByteRange(from, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=5-4",
                "bytes=0-1,5-6",
                "items=0-1",
                "bytes=a-b",
                "bytes=0x1-2",
                "bytes=9999999999999999999999-"
            })
    void sendsAllIfNoOneRangeIsAskedFor(String header) {
        assertThat(ByteRange.asked(header, 1000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-5"})
    void nothingHasNoPart(String header) {
        assertThat(ByteRange.asked(header, 0))
                .hasValueSatisfying(range -> assertThat(range.satisfiable()).isFalse());
    }
}
