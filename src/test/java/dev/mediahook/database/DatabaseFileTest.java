package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.LogLines;
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
        try (Database database = open(data)) {
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

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesNothingThatWouldBeLostWithAMovedFile(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        Path away = folder.resolve("away");
        try (Database database = open(data);
                LogLines lines = LogLines.of(Outage.class)) {
            database.writer().write(handle -> handle.execute("CREATE TABLE something (one INTEGER)"));

            Files.move(data, away);
            assertRefuses(database);
            assertThat(lines.all())
                    .as("one line, however many calls are refused")
                    .singleElement()
                    .asString()
                    .contains("mediahook.db was moved or deleted: put it back")
                    .doesNotContain("Exception");
            Files.move(away, data);
            database.writer().write(handle -> handle.execute("INSERT INTO something VALUES (2)"));

            Files.move(data.resolve("mediahook.db"), away);
            Files.createFile(data.resolve("mediahook.db"));
            assertRefuses(database);
        }
    }

    private static void assertRefuses(Database database) {
        assertThatThrownBy(() -> database.writer().write(handle -> handle.execute("INSERT INTO something VALUES (1)")))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(new DatabaseProbe(database).fault()).isPresent();
    }

    private static Database open(Path data) {
        Map<String, String> properties = Map.of("mediahook.data-dir", data.toString());
        return Database.open(
                Settings.read(name -> Optional.ofNullable(properties.get(name)), Set.of()), TestThreads.loops());
    }
}
