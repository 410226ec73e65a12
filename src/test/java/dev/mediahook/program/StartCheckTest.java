package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.SettingsFault;
import java.io.IOException;
import java.time.Instant;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found wrong before anything is opened. */
class StartCheckTest {

    @Test
    void aClockFromBeforeAllTimesThatCanBeKept() throws IOException {
        refused(new Properties(), Instant.parse("1969-07-20T20:17:40Z"))
                .hasMessageContaining("this machine's clock says 1969-07-20T20:17:40Z: set it");
    }

    /** A question mark begins the options of the default store's address, so that media went to another folder. */
    @ParameterizedTest
    @CsvSource({
        "mediahook.data-dir, da?ta, holds ?",
        "mediahook.data-dir, da\0ta, can't be a folder's name here",
        "mediahook.data-dir, ~/data, would be a folder with the name ~",
        "mediahook.media.store, file:~, would be a folder with the name ~",
        "mediahook.media.store, file:me\0dia, can't be a folder's name here"
    })
    void aFolderWhoseNameCannotBeUsed(String name, String value, String said) throws IOException {
        Properties given = new Properties();
        given.setProperty(name, value);

        refused(given, Instant.now()).hasMessageContaining(name + ": ").hasMessageContaining(said);
    }

    /** Each would keep paid media from being stored, and nothing would say so before the first was lost. */
    @ParameterizedTest
    @CsvSource({
        "mediahook.bfl.media-hosts, https://cdn.bfl.ai/, \"https://cdn.bfl.ai/\" is no host: write cdn.example.com or *.example.com",
        "mediahook.bfl.media-hosts, cdn.bfl.ai:443, \"cdn.bfl.ai:443\" is no host",
        "mediahook.media.prefix, ../elsewhere/, holds a segment . or ..",
    })
    void aValueThatCouldNeverWork(String name, String value, String said) throws IOException {
        Properties given = new Properties();
        given.setProperty(name, value);

        refused(given, Instant.now()).hasMessageContaining(name + ": ").hasMessageContaining(said);
    }

    private static AbstractThrowableAssert<?, ?> refused(Properties given, Instant now) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setOverrideProperties(given);
            return assertThatThrownBy(() -> StartCheck.of(context, () -> now).settings())
                    .isInstanceOf(SettingsFault.class)
                    .hasMessageContaining("1 fault: ");
        }
    }
}
