package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel does not change a value of our properties on its way into a route. */
class GivenPropertiesTest {

    private static final String KEY = "mediahook.acme.api-key";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"one{{two", "{{", "}}", "'{{a}}'", "{{env:PATH}}", "a\\", "a\\b", "\\{{x", "gr\u00fcn", "{{{{"})
    void aValueIsWhatWasGiven(String value) throws Exception {
        try (DefaultCamelContext context = context(KEY + "=" + value)) {
            assertThat(context.getPropertiesComponent().resolveProperty(KEY)).contains(value);
            assertThat(context.resolvePropertyPlaceholders("Bearer {{" + KEY + "}} and {{other}}"))
                    .isEqualTo("Bearer " + value + " and 7");
            assertThat(context.getPropertiesComponent().parseUri("{{" + KEY + "}}"))
                    .isEqualTo(value);
            assertThat(context.getPropertiesComponent().parseUri("?" + KEY)).isEqualTo(value);
            assertThat(context.getPropertiesComponent().loadProperties().getProperty(KEY))
                    .isEqualTo(value);
        }
    }

    @Test
    void theSystemPropertyGoesBeforeTheFileAndIsAsExact() throws Exception {
        System.setProperty(KEY, "x{{y\\");
        try (DefaultCamelContext context = context(KEY + "=file")) {
            assertThat(context.getPropertiesComponent().resolveProperty(KEY)).contains("x{{y\\");
        } finally {
            System.clearProperty(KEY);
        }
    }

    @Test
    void defaultsAndWhatIsNotOursWorkAsEver() throws Exception {
        try (DefaultCamelContext context = context("camel.x={{other}}")) {
            assertThat(context.resolvePropertyPlaceholders("{{mediahook.absent:inbox}}"))
                    .isEqualTo("inbox");
            assertThat(context.resolvePropertyPlaceholders("{{camel.x}}")).isEqualTo("7");
            assertThat(context.getPropertiesComponent().resolveProperty("mediahook.absent"))
                    .isEmpty();
        }
    }

    private DefaultCamelContext context(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), text + "\nother=7\n");
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.setPropertiesComponent(new GivenPropertiesComponent(file));
        context.build();
        return context;
    }
}
