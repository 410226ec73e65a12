package dev.mediahook.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.RawBody;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a cost in a payload, however odd the value is. */
class ToldCostTest {

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e400", "-1", "0", "1e9", "\"5\"", "null", "{}"})
    void passesOverWhatIsNoAmount(String odd) {
        assertThat(in("{\"cost\":" + odd + ",\"total_cost\":2}"))
                .contains(new ToldCost(BigDecimal.valueOf(2), "total_cost"));
        assertThat(in("{\"cost\":" + odd + "}")).isEmpty();
    }

    private static Optional<ToldCost> in(String json) {
        return ToldCost.in(Payload.read(RawBody.of(json.getBytes(UTF_8)), 1000)
                .orElseThrow()
                .json());
    }
}
