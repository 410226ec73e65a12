package dev.mediahook;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;

/** The lines that one class logs while this is open. */
public final class LogLines implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final AbstractAppender appender;
    private final boolean configuredBefore;

    private LogLines(Logger logger) {
        this.logger = logger;
        this.configuredBefore = configuration().getLoggers().containsKey(logger.getName());
        this.appender = new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                String line = event.getMessage().getFormattedMessage();
                lines.add(line);
                if (event.getLevel() == Level.WARN) {
                    warnings.add(line);
                }
            }
        };
        appender.start();
        logger.addAppender(appender);
    }

    public static LogLines of(Class<?> logging) {
        return new LogLines((Logger) LogManager.getLogger(logging));
    }

    public List<String> all() {
        return lines;
    }

    public List<String> warnings() {
        return warnings;
    }

    /** Adding an appender cut the class off from the root's appenders, and fixed its level: other tests read both. */
    @Override
    public void close() {
        logger.removeAppender(appender);
        appender.stop();
        if (!configuredBefore) {
            configuration().removeLogger(logger.getName());
            logger.getContext().updateLoggers();
        }
    }

    private Configuration configuration() {
        return logger.getContext().getConfiguration();
    }
}
