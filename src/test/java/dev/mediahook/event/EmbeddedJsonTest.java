package dev.mediahook.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.RawBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If a sender writes JSON as a string, the parsed JSON replaces the string. */
class EmbeddedJsonTest {

    @Test
    void readsWhatTheTextHolds() {
        assertThat(read("{\"data\":{\"result\":\"{\\\"urls\\\":[\\\"a\\\",\\\"b\\\"]}\"}}", "$.data.result"))
                .isEqualTo("{\"data\":{\"result\":{\"urls\":[\"a\",\"b\"]}}}");
    }

    @Test
    void readsATextInsideOfAnother() {
        assertThat(read("{\"a\":\"{\\\"b\\\":\\\"[1]\\\"}\"}", "$.a $.a.b")).isEqualTo("{\"a\":{\"b\":[1]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\"}",
                "{\"a\":\"plain words\"}",
                "{\"a\":\"{\\\"open\\\":\"}",
                "{\"a\":\"7\"}",
                "{\"a\":7}",
                "{\"a\":null}",
                "{\"a\":{\"b\":1}}",
                "{\"b\":1}",
                "[\"a\"]",
            })
    void leavesAnythingElseAsItIs(String payload) {
        assertThat(read(payload, "$.a")).isEqualTo(payload);
    }

    @Test
    void refusesAPathThatDoesMoreThanNameAPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedJson.of("$.data[0].result"))
                .withMessageContaining("embeddedJson: $.data[0].result is no path by names alone");
    }

    private static String read(String payload, String places) {
        Payload read = Payload.read(RawBody.of(payload.getBytes(UTF_8)), Payload.USUAL_LIMIT)
                .orElseThrow();
        return EmbeddedJson.of(places).read(read).json().toString();
    }
}
