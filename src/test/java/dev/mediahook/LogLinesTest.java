package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.junit.jupiter.api.Test;

/** Reading the lines of a class leaves its logging as it was, so that a test that reads all lines still gets them. */
class LogLinesTest {

    @Test
    void leaveNothingBehind() {
        Logger read = (Logger) LogManager.getLogger(LogLinesTest.class);
        Level level = read.getLevel();
        try (LogLines lines = LogLines.of(LogLinesTest.class)) {
            read.warn("heard");
            assertThat(lines.warnings()).containsExactly("heard");
        }

        assertThat(read.get().getName()).isEmpty();
        assertThat(read.getAppenders()).isEqualTo(((Logger) LogManager.getRootLogger()).getAppenders());
        assertThat(read.getLevel()).isEqualTo(level);
    }
}
