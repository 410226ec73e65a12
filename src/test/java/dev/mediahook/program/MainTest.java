package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mediahook.config.SettingsFault;
import dev.mediahook.database.StoreUnavailable;
import java.io.IOException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** What a user reads if the program can't start. */
class MainTest {

    @Test
    void aDatabaseThatIsFoundDamagedAfterItWasOpenedIsOneLineThatSaysWhatToDo() {
        StoreUnavailable damaged = new StoreUnavailable("the database can't be read: code=11 (corrupt)");

        assertThat(Main.fault(new IllegalStateException("the routes can't be set up", damaged)))
                .map(SettingsFault::getMessage)
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("mediahook.data-dir", "mediahook.db", "code=11 (corrupt)", "put a copy back")
                        .doesNotContain("\n", "Exception"));
    }

    @Test
    void aPlaceholderThatNothingGivesIsNamedWithoutTheTextAroundIt() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(catchThrowable(() -> context.resolvePropertyPlaceholders("https://user:secret@{{nosuch}}/x")))
                    .satisfies(thrown -> assertThat(Main.fault(new IllegalStateException(thrown)))
                            .map(SettingsFault::getMessage)
                            .hasValueSatisfying(line ->
                                    assertThat(line).contains("{{nosuch}}").doesNotContain("secret")));
        }
    }

    @Test
    void aFaultOfTheProgramIsNotCalledOneOfTheConfiguration() {
        assertThat(Main.fault(new IllegalStateException("nobody foresaw this"))).isEmpty();
    }
}
