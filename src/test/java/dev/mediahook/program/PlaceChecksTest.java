package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.config.Settings;
import dev.mediahook.database.OldSchema;
import dev.mediahook.database.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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

    @Test
    void leavesTablesOfAnEarlierVersionAsTheyAre() throws IOException {
        Path dataDir = Files.createDirectory(folder.resolve("dta"));
        Map<String, String> server = TestDatabase.POSTGRESQL.properties(folder.resolve("unused"));
        OldSchema.make(dataDir, "1");
        OldSchema.make(server, "1");

        for (int time = 0; time < 2; time++) {
            assertThat(said()).contains("its tables are of an earlier version");
            assertThat(said(server)).contains("its tables are of an earlier version");
        }
    }

    private String said() {
        return said(Map.of("mediahook.data-dir", folder.resolve("dta").toString()));
    }

    private static String said(Map<String, String> given) {
        StringWriter said = new StringWriter();
        new PlaceChecks(
                        Settings.read(name -> Optional.ofNullable(given.get(name)), Set.of()),
                        new Findings(new PrintWriter(said)),
                        Clock.systemUTC())
                .database();
        return said.toString();
    }
}
