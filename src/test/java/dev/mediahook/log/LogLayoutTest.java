package dev.mediahook.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specifies the form of the program's log, for all loggers alike, and how much of it a client of Kafka may write. */
class LogLayoutTest {

    private static final String FORMAT = "mediahook.log.format";

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

    @Test
    void anEventIsAnObjectWhateverALibrarySays() throws IOException {
        String line = json(HOSTILE + "\",\"level\":\"\\", new IllegalStateException("\"" + HOSTILE));

        assertThat(line.lines()).hasSize(1);
        assertThat(object(line))
                .containsEntry("level", "ERROR")
                .containsEntry("logger", "com.acme.Pool")
                .containsEntry("message", "a 2026-01-01 ERROR forged [2K b\",\"level\":\"\\")
                .containsEntry("cause", "java.lang.IllegalStateException: \"a 2026-01-01 ERROR forged [2K b")
                .containsKeys("time", "thread")
                .hasSize(6);
    }

    @Test
    void theIdsThatALineBeginsWithAreFields() throws IOException {
        assertThat(object(json("sender=bfl event=e1 job=\"a b\" medium=0 stored bytes=5 route=x", null)))
                .containsEntry("message", "sender=bfl event=e1 job=\"a b\" medium=0 stored bytes=5 route=x")
                .containsEntry("sender", "bfl")
                .containsEntry("event", "e1")
                .containsEntry("job", "a b")
                .containsEntry("medium", "0")
                .hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({
        "job={} event=e1, a\" event=e2",
        "job={} event=e1, a\\",
        "job={} event=e1, a b\\",
        "job={} event=e1, a\tb",
        "it failed event=e1 job={}, x",
        "'\n event=e1 job={}', x",
    })
    void aValueThatCouldBeMisreadIsInTheMessageAlone(String message, String job) throws IOException {
        assertThat(object(json(EventLog.line(message, job), null)))
                .doesNotContainKeys("job", "event")
                .containsKey("message");
    }

    /** Each of Kafka's clients writes two warnings a second, and Camel's consumer hundreds if a right is taken from it. */
    @ParameterizedTest
    @CsvSource({
        "org.apache.kafka.clients.NetworkClient, WARN",
        "org.apache.kafka.clients.consumer.internals.ConsumerCoordinator, ERROR",
        "org.apache.camel.component.kafka.KafkaFetchRecords, WARN",
    })
    void aBrokerThatIsAwayDoesNotFillTheLog(String logger, String level) throws IOException {
        LogEvent away =
                Log4jLogEvent.newBuilder().setLevel(Level.valueOf(level)).build();

        long logged = configured(configuration -> {
            LoggerConfig kafka = configuration.getLoggerConfig(logger);
            return Stream.generate(() -> kafka.isFiltered(away))
                    .limit(1000)
                    .filter(filtered -> !filtered)
                    .count();
        });

        assertThat(logged).isBetween(10L, 20L);
    }

    private static Map<String, Object> object(String line) throws IOException {
        return new ObjectMapper().readValue(line, new TypeReference<>() {});
    }

    private static String line(String message, @Nullable Throwable failure) throws IOException {
        return line("text", message, failure);
    }

    private static String json(String message, @Nullable Throwable failure) throws IOException {
        return line("json", message, failure);
    }

    private static String line(String format, String message, @Nullable Throwable failure) throws IOException {
        System.setProperty(FORMAT, format);
        try {
            return configured(configuration -> configuration
                    .getAppender("console")
                    .getLayout()
                    .toSerializable(Log4jLogEvent.newBuilder()
                            .setLoggerName("com.acme.Pool")
                            .setLevel(Level.ERROR)
                            .setMessage(new SimpleMessage(message))
                            .setThrown(failure)
                            .build())
                    .toString());
        } finally {
            System.clearProperty(FORMAT);
        }
    }

    private static <T> T configured(Function<Configuration, T> look) throws IOException {
        try (InputStream file = Files.newInputStream(Path.of("src/program/log4j2.properties"));
                LoggerContext context = new LoggerContext("layout")) {
            Configuration configuration =
                    new PropertiesConfigurationFactory().getConfiguration(context, new ConfigurationSource(file));
            configuration.initialize();
            return look.apply(configuration);
        }
    }
}
