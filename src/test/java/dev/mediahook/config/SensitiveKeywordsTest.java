package dev.mediahook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.junit.jupiter.api.Test;

/** The keywords by which Camel hides values cover every secret, in the program and in a host. */
class SensitiveKeywordsTest {

    @Test
    void theProgramsOwnHideEachSecret() throws Exception {
        Properties program = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/mediahook/program.properties")) {
            program.load(file);
        }

        assertHidden(program.getProperty("camel.main.additionalSensitiveKeywords"), secrets());
    }

    @Test
    void aHostsHideEachSecretThoughNothingThatIsGivenCanBeListed() throws Exception {
        assertHidden(KnownProperties.sensitive(null, List.of()), secrets());
    }

    @Test
    void aHostsHideSecretsOfATeamsOwnSendersToo() throws Exception {
        String keywords = KnownProperties.sensitive(
                "mine", List.of("MEDIAHOOK_ACME_SIGNING_SECRET", "mediahook.acme.old_password", "PATH", "acme.colour"));

        assertHidden(keywords, List.of("mediahook.acme.signing-secret", "mediahook.acme.old_password", "acme.mine"));
        assertThat(isHidden(keywords, "acme.colour")).isFalse();
        assertThat(keywords.split(","))
                .as("an empty keyword would hide everything in a masked log")
                .doesNotContain("");
    }

    private static List<String> secrets() {
        return KnownProperties.all(Set.of("bfl")).stream()
                .filter(KnownProperties::isSecret)
                .toList();
    }

    private static void assertHidden(String keywords, List<String> names) throws Exception {
        assertThat(names).isNotEmpty();
        for (String name : names) {
            assertThat(isHidden(keywords, name)).as(name).isTrue();
        }
    }

    private static boolean isHidden(String keywords, String name) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getCamelContextExtension().setAdditionalSensitiveKeywords(keywords);
            return CamelContextHelper.containsSensitive(context, name);
        }
    }
}
