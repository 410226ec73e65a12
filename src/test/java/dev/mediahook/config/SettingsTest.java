package dev.mediahook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void namesEveryFaultAtOnceWithWhatToWrite() {
        assertThatThrownBy(() -> read(Map.of(
                        "mediahook.retention", "a while",
                        "mediahook.retry.factor", "0",
                        "mediahook.acme.poll-for", "long",
                        "mediahook.poll.every", "often")))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("4 faults")
                .hasMessageContaining("mediahook.retention: \"a while\" is not a duration such as")
                .hasMessageContaining("mediahook.retry.factor: \"0\" is not a number from 1 to 100")
                .hasMessageContaining("mediahook.acme.poll-for: \"long\"")
                .hasMessageContaining("mediahook.poll.every: \"often\"");
    }

    @ParameterizedTest
    @CsvSource({
        "webhook-timeout, soon",
        "poll-for, 3 moons",
        "polls-per-minute, ten",
        "polls-per-minute, 0",
        "confirm, perhaps",
        "require-known-job, ture"
    })
    void refusesASendersFaultyProperty(String name, String value) {
        String property = "mediahook.acme." + name;
        assertThatThrownBy(() -> read(Map.of(property, value)))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining(property + ": \"" + value + "\" is not ");
    }

    @Test
    void neverTakesASendersFaultyPropertyForAbsent() {
        SenderProperties properties = new SenderProperties(name ->
                Optional.ofNullable(Map.of("mediahook.acme.confirm", "flase").get(name)));
        assertThatThrownBy(() -> properties.yes("acme", "confirm", true)).isInstanceOf(SettingsFault.class);
        assertThat(properties.yes("other", "confirm", true)).isTrue();
    }

    @Test
    void takesBlankForAbsent() {
        assertThat(read(Map.of("mediahook.retention", "  ")).retention()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void findsTheSendersThatPropertiesName() {
        assertThat(KnownProperties.senders(
                        Set.of("mediahook.acme.confirm", "mediahook.retention", "mediahook.bluma.api-key", "camel.x")))
                .containsExactly("acme", "bluma");
    }

    private static Settings read(Map<String, String> properties) {
        return Settings.read(name -> Optional.ofNullable(properties.get(name)), Set.of("acme"));
    }
}
