package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import dev.mediahook.config.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Properties and environment variables name the targets. */
class TargetTest {

    @Test
    void isNamedByAPropertyOrByItsEnvironmentVariable() {
        Map<String, String> values = Map.of(
                "mediahook.notify.billing.to", "direct:billing",
                "mediahook.notify.ops-team.to", "direct:ops",
                "mediahook.notify.ops-team.senders", "bfl,krea",
                "mediahook.notify.ops-team.types", "dev.mediahook.credits.*");
        List<Target> targets = all(
                values,
                "mediahook.notify.billing.to",
                "MEDIAHOOK_NOTIFY_BILLING_TO",
                "MEDIAHOOK_NOTIFY_OPS_TEAM_TO",
                "MEDIAHOOK_NOTIFY_TO",
                "MEDIAHOOK_NOTIFY_ALLOW_ADDRESSES",
                "PATH");
        assertThat(targets)
                .containsExactly(
                        new Target("billing", "direct:billing", Set.of(), List.of()),
                        new Target(
                                "ops-team", "direct:ops", Set.of("bfl", "krea"), List.of("dev.mediahook.credits.*")));
        assertThat(Target.properties(Set.of("MEDIAHOOK_NOTIFY_OPS_TEAM_TO", "mediahook.notify.secret")))
                .containsExactly("mediahook.notify.ops-team.to");
    }

    @Test
    void ofSeveralUnderOneNameNoneTakesThePlaceOfAnother() {
        Map<String, String> values = Map.of(
                "mediahook.notify.a.to", "direct:one,direct:two",
                "mediahook.notify.a-2.to", "direct:three");
        List<Target> targets = all(values, values.keySet().toArray(String[]::new));
        assertThat(targets)
                .extracting(Target::uri)
                .containsExactlyInAnyOrder("direct:one", "direct:two", "direct:three");
        assertThat(targets).extracting(Target::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:pass@hooks.example.com:8443/in/x?key=secret, https://hooks.example.com:8443/in/x",
        "https://a-very-long-name-of-a-host.example.com/in, https://a-very-long-name-of-a-host.example.com/in",
        "https://hooks.example.com/services/T0/B0/abcdefghijklmnopqrstuvwx, https://hooks.example.com/services/T0/B0/…",
        "kafka:jobs?saslJaasConfig=secret, kafka:jobs",
        "direct:billing, direct:billing"
    })
    void standsInTheLogWithoutWhatMayBeAKey(String uri, String logged) {
        assertThat(new Target("a", uri, Set.of(), List.of()).loggedUri()).isEqualTo(logged);
    }

    @Test
    void isThereIfASystemPropertySaysSo(@TempDir Path data) {
        System.setProperty("mediahook.notify.said.to", "http://127.0.0.1:1/away");
        try (TestGateway gateway = TestGateway.start(data, Map.of())) {
            assertThat(gateway.get("/api/targets").at("/items/0/name").asText()).isEqualTo("said");
        } finally {
            System.clearProperty("mediahook.notify.said.to");
        }
    }

    private static List<Target> all(Map<String, String> values, String... given) {
        return Target.all(
                List.of(), List.of(given), name -> SettingsReader.commaSeparated(values.getOrDefault(name, "")));
    }
}
