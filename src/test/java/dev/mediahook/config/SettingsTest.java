package dev.mediahook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(
            strings = {
                "dispatch.lease",
                "dispatch.try-timeout",
                "webhook.body-timeout",
                "webhook.store-timeout",
                "media.connect-timeout",
                "media.idle-timeout",
                "media.total-timeout"
            })
    void refusesATimeInWhichNothingCanBeDone(String name) {
        assertThatThrownBy(() -> read(Map.of("mediahook." + name, "0s")))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("mediahook." + name + ": \"0s\" is not a duration above zero");
    }

    @Test
    void refusesTimesThatNoClockCanAdd() {
        assertThatThrownBy(() -> read(Map.of(
                        "mediahook.retention",
                        "99999999999d",
                        "mediahook.acme.webhook-timeout",
                        "999999999999999999d")))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("2 faults");
        assertThat(read(Map.of("mediahook.retention", "100000d")).retention()).isEqualTo(Duration.ofDays(100_000));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks.example",
                "ftp://hooks.example",
                "https://user:password@hooks.example",
                "https://hooks.example?a=b",
                "https://hooks.example#a",
                "https://",
                "https://a b"
            })
    void takesNoAddressForOneThatCantBeReached(String address) {
        for (String name : List.of("mediahook.public-url", "mediahook.bfl.api-url")) {
            assertThatThrownBy(() -> Settings.read(
                            asked -> Optional.of(address).filter(value -> asked.equals(name)), Set.of("bfl")))
                    .isInstanceOf(SettingsFault.class)
                    .hasMessageContaining(name + ": is no address")
                    .hasMessageNotContaining("password");
        }
    }

    @ParameterizedTest
    @CsvSource({"soon, is not", "0s, 1s to 7d", "8d, 1s to 7d", "1h, needs mediahook.public-url"})
    void refusesALinkThatCantBeMadeOrLivesTooLong(String life, String said) {
        Map<String, String> given = Map.of("mediahook.notify.media-links", life);
        assertThatThrownBy(() -> Settings.read(name -> Optional.ofNullable(given.get(name)), List.of()))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("mediahook.notify.media-links")
                .hasMessageContaining(said);
    }

    @Test
    void takesBlankForAbsent() {
        assertThat(read(Map.of("mediahook.retention", "  ")).retention()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void findsTheSendersThatPropertiesName() {
        assertThat(KnownProperties.senders(Set.of(
                        "mediahook.acme.confirm",
                        "mediahook.retention",
                        "mediahook.bluma.api-key",
                        "MEDIAHOOK_MY_OWN_WEBHOOK_SECRET",
                        "MEDIAHOOK_NOTIFY_SECRET",
                        "MEDIAHOOK_DATA_DIR",
                        "camel.x")))
                .containsExactly("acme", "bluma", "my-own");
    }

    private static Settings read(Map<String, String> properties) {
        return Settings.read(name -> Optional.ofNullable(properties.get(name)), Set.of("acme"));
    }
}
