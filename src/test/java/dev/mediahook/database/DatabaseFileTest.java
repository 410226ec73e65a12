package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.config.Settings;
import dev.mediahook.work.TestThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isReadableByItsOwnerAloneAsIsWhatStandsBesideIt(@TempDir Path data) throws IOException {
        Map<String, String> properties = Map.of("mediahook.data-dir", data.toString());
        try (Database database = Database.open(
                Settings.read(name -> Optional.ofNullable(properties.get(name)), Set.of()), TestThreads.loops())) {
            database.writer().write(handle -> handle.execute("CREATE TABLE something (one INTEGER)"));

            try (Stream<Path> files = Files.list(data)) {
                List<Path> kept = files.filter(
                                file -> file.getFileName().toString().startsWith("mediahook.db"))
                        .toList();
                assertThat(kept).hasSizeGreaterThan(1);
                for (Path file : kept) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                }
            }
        }
    }
}
