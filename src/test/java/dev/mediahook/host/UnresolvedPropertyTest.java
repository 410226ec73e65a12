package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.Installation;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host's own properties resolve placeholders. A value that they can't resolve does not count as missing. */
class UnresolvedPropertyTest {

    private static final String SECRET = "mediahook.bfl.webhook-secret";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"top{{x}}most", "top{{most", "top}}most", "top{{env:NOBODY_GAVE_THIS}}most"})
    void aSecretIsNamedButItsValueIsNot(String secret) {
        assertRefused(Map.of(SECRET, secret), SECRET, installation -> {});
        assertRefused(Map.of(SECRET, secret), SECRET, installation -> installation.senders("bfl"));
    }

    @Test
    void aKeyIsNamedThoughItsSenderHasASecret() {
        String key = "mediahook.bfl.api-key";
        assertRefused(Map.of(SECRET, "secret", key, "top{{x}}most"), key, installation -> {});
    }

    @Test
    void aSettingIsNamedInsteadOfItsDefaultTaken() {
        String store = "mediahook.media.store";
        assertRefused(Map.of(SECRET, "secret", store, "file:top{{x}}most"), store, installation -> {});
    }

    /** The files that read the secrets are in order, so a start that goes on would be of no use to anybody. */
    @Test
    void secretsInAWrongFormAreNamedTogether() {
        String other = "mediahook.replicate.webhook-secret";
        Map<String, String> wrong = Map.of("mediahook.higgsfield.webhook-secret", "whsec_", other, "whsec_MfKQ,whsec_");

        assertThatThrownBy(() -> new PlainHost(folder, wrong, installation -> {}).close())
                .hasStackTraceContaining("mediahook.higgsfield.webhook-secret: value 1 is not whsec_")
                .hasStackTraceContaining(other + ": value 2 is not whsec_");
    }

    @Test
    void aSystemPropertyIsNamedToo() {
        System.setProperty(SECRET, "top{{x}}most");
        try {
            assertRefused(Map.of(), SECRET, installation -> {});
        } finally {
            System.clearProperty(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\{{x\\}}b", "a{{x}}b"})
    void bracesThatAreMeantAreWrittenWithABackslashAndWhatIsGivenIsResolved(String secret) throws Exception {
        String meant = secret.contains("\\") ? "a{{x}}b" : "a17b";
        try (PlainHost host = new PlainHost(folder, Map.of(SECRET, secret, "x", "17"), installation -> {})) {
            assertThat(host.deliverBfl(meant, "{\"id\":\"j\",\"status\":\"Pending\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{?x}}", "{{env:?NOBODY_GAVE_THIS}}", "{{env:NOBODY_GAVE_THIS:}}"})
    void aSenderWhosePlaceholderMayBeEmptyIsOff(String secret) throws Exception {
        Map<String, String> given = Map.of(SECRET, secret);
        try (PlainHost host = new PlainHost(folder, given, installation -> {})) {
            assertThat(host.mediahook().senders()).isEmpty();
        }
    }

    private void assertRefused(Map<String, String> given, String name, Consumer<Installation> more) {
        assertThatThrownBy(() -> new PlainHost(folder, given, more).close())
                .hasStackTraceContaining(name + ": nothing resolves its {{…}}")
                .satisfies(fault -> assertThat(Throwables.getStackTrace(fault)).doesNotContain("most"));
    }
}
