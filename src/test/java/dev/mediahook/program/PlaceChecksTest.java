package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says about the data folder. */
class PlaceChecksTest {

    @TempDir
    Path folder;

    @Test
    void saysThatItMadeTheFolderWhoseNameMayBeMisspelt() {
        assertThat(said()).contains("opens, reads and writes; mediahook.data-dir is new, made by this check");
        assertThat(said()).contains("opens, reads and writes").doesNotContain("is new");
    }

    private String said() {
        Map<String, String> given =
                Map.of("mediahook.data-dir", folder.resolve("dta").toString());
        StringWriter said = new StringWriter();
        new PlaceChecks(
                        Settings.read(name -> Optional.ofNullable(given.get(name)), Set.of()),
                        new Findings(new PrintWriter(said)),
                        Clock.systemUTC())
                .database();
        return said.toString();
    }
}
