package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which format the program's log has, before anything else is read. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LogFormatTest {

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void nothingIsGiven() {
        System.clearProperty(LogFormat.PROPERTY);
    }

    @Test
    void theFileSaysIt() throws IOException {
        LogFormat.settle(file("mediahook.log.format = json\n"));

        assertThat(LogFormat.isJson()).isTrue();
    }

    @Test
    void dashDWinsOverTheFile() throws IOException {
        System.setProperty(LogFormat.PROPERTY, "text");
        LogFormat.settle(file("mediahook.log.format=json\n"));

        assertThat(LogFormat.isJson()).isFalse();
    }

    @Test
    void itIsTextWithoutAFileOrWithOneThatCannotBeRead() throws IOException {
        LogFormat.settle(folder.resolve("none"));
        assertThat(LogFormat.isJson()).isFalse();

        LogFormat.settle(file("a=\\u00zz\nmediahook.log.format=json\n"));
        assertThat(LogFormat.isJson()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"text, false", "JSON, false", "'', false", "xml, true", "json-lines, true"})
    void whatIsNeitherTextNorJsonIsAFault(String given, boolean faulty) {
        Optional<String> fault = LogFormat.fault(new SettingsReader(name -> Optional.of(given)));

        assertThat(fault.isPresent()).isEqualTo(faulty);
        fault.ifPresent(said -> assertThat(said).startsWith("mediahook.log.format: \"" + given + "\""));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("application.properties"), text);
    }
}
