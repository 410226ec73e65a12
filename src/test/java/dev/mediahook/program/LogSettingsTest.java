package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specifies the log's level and format, which the program reads before any other setting. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LogSettingsTest {

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void nothingIsGiven() {
        System.clearProperty(LogSettings.FORMAT);
        System.clearProperty(LogSettings.LEVEL);
        System.clearProperty("dev.mediahook.logLevel");
    }

    @Test
    void theFileSaysIt() throws IOException {
        LogSettings.settle(file("mediahook.log.format = json\n"));

        assertThat(LogSettings.isJson()).isTrue();
    }

    @Test
    void dashDWinsOverTheFile() throws IOException {
        System.setProperty(LogSettings.FORMAT, "text");
        LogSettings.settle(file("mediahook.log.format=json\n"));

        assertThat(LogSettings.isJson()).isFalse();
    }

    @Test
    void itIsTextWithoutAFileOrWithOneThatCannotBeRead() throws IOException {
        LogSettings.settle(folder.resolve("none"));
        assertThat(LogSettings.isJson()).isFalse();

        LogSettings.settle(file("a=\\u00zz\nmediahook.log.format=json\n"));
        assertThat(LogSettings.isJson()).isFalse();
    }

    @Test
    void theFileSaysTheLevelUnlessDashDDoes() throws IOException {
        Path file = file("mediahook.log.level = debug\n");
        LogSettings.settle(file);
        assertThat(System.getProperty(LogSettings.LEVEL)).isEqualTo("debug");

        System.setProperty(LogSettings.LEVEL, "error");
        LogSettings.settle(file);
        assertThat(System.getProperty(LogSettings.LEVEL)).isEqualTo("error");
    }

    @ParameterizedTest
    @CsvSource({"text, false", "JSON, false", "'', false", "xml, true", "json-lines, true"})
    void whatIsNeitherTextNorJsonIsAFault(String given, boolean faulty) {
        assertFault(LogSettings.FORMAT, given, faulty);
    }

    @ParameterizedTest
    @CsvSource({"info, false", "DEBUG, false", "'', false", "off, false", "verbose, true", "5, true"})
    void whatIsNoLevelIsAFault(String given, boolean faulty) {
        assertFault(LogSettings.LEVEL, given, faulty);
    }

    private static void assertFault(String property, String given, boolean faulty) {
        List<String> faults = LogSettings.faults(
                        new SettingsReader(name -> name.equals(property) ? Optional.of(given) : Optional.empty()))
                .toList();
        assertThat(faults).hasSize(faulty ? 1 : 0).allMatch(said -> said.startsWith(property + ": \"" + given + "\""));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("application.properties"), text);
    }
}
