package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.config.SettingsReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter that fits nothing would silence its target for ever. */
class TargetFiltersTest {

    private static final String TO = "mediahook.notify.billing.to";

    private static List<String> faults(Map<String, String> given) {
        return TargetFilters.faults(
                new SettingsReader(name -> Optional.ofNullable(given.get(name))),
                given.keySet(),
                Set.of("bfl", "acme"));
    }

    private static List<String> faults(String filter, String value) {
        Map<String, String> given = new HashMap<>(Map.of(TO, "file:billing"));
        given.put("mediahook.notify.billing." + filter, value);
        return faults(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.mediahook.job.completed",
                "dev.mediahook.job.failed, dev.mediahook.job.moderated",
                "dev.mediahook.job.*",
                "dev.mediahook.credits.*",
                "dev.*",
                "*",
                "dev.mediahook.credits.low",
                "dev.mediahook.a-word-of-a-team's-own-sender"
            })
    void typesThatOccur(String types) {
        assertThat(faults("types", types)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.mediahook.job.complete",
                "dev.mediahook.job.running",
                "dev.mediahook.job.done*",
                "job.completed",
                "completed",
                "mediahook.*"
            })
    void typesThatNeverOccur(String type) {
        assertThat(faults("types", type))
                .singleElement()
                .asString()
                .startsWith("mediahook.notify.billing.types: \"" + type + "\" is no type of an event; there are")
                .contains("dev.mediahook.job.completed", "dev.mediahook.credits.low");
    }

    @ParameterizedTest
    @CsvSource({"bfl, 0", "'bfl,acme', 0", "BFL, 1", "bfll, 1", "'bfl,none', 1"})
    void sendersHaveToBeKnown(String senders, int faults) {
        assertThat(faults("senders", senders)).hasSize(faults).allMatch(fault -> fault.contains("there is no sender"));
    }

    @Test
    void aFilterBelongsToATarget() {
        assertThat(faults(Map.of("mediahook.notify.billing.senders", "bfl")))
                .containsExactly("mediahook.notify.billing.senders: there is no " + TO + " that it belongs to");
    }
}
