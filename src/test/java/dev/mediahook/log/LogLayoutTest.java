package dev.mediahook.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the program's log is written, whoever writes to it. */
class LogLayoutTest {

    private static final String HOSTILE = "a\r\n2026-01-01 ERROR forged\u001b[2K\u202eb";

    @Test
    void anEventIsALineWhateverALibrarySays() throws IOException {
        assertThat(line(HOSTILE, new IllegalStateException(HOSTILE, new IllegalArgumentException("below"))))
                .matches("\\S+ ERROR Pool a 2026-01-01 ERROR forged \\[2K b"
                        + " cause=java.lang.IllegalStateException: a 2026-01-01 ERROR forged \\[2K b \\R");
    }

    @Test
    void anEventWithoutAFailureHasNoCause() throws IOException {
        assertThat(line("it failed", null)).matches("\\S+ ERROR Pool it failed\\R");
    }

    private static String line(String message, @Nullable Throwable failure) throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("src/program/log4j2.properties"))) {
            properties.load(file);
        }
        PatternLayout layout = PatternLayout.newBuilder()
                .withPattern(properties.getProperty("appender.console.layout.pattern"))
                .build();
        return layout.toSerializable(Log4jLogEvent.newBuilder()
                .setLoggerName("com.acme.Pool")
                .setLevel(Level.ERROR)
                .setMessage(new SimpleMessage(message))
                .setThrown(failure)
                .build());
    }
}
