package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.Mediahook;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A start that waits says so. */
class SlowStartTest {

    @Test
    void namesItsStepUntilItIsOver() {
        AtomicBoolean over = new AtomicBoolean();
        SlowStart start = new SlowStart(Thread.currentThread(), over::get);
        try (LogLines lines = LogLines.of(Mediahook.class)) {
            start.run();
            start.run();
            over.set(true);
            start.run();

            assertThat(lines.all())
                    .containsExactly(
                            "still starting seconds=30 step=SlowStart.run",
                            "still starting seconds=60 step=SlowStart.run");
        }
    }

    @Test
    void theStepIsTheInnermostMethodOfMediahook() {
        assertThat(SlowStart.step(
                        new StackTraceElement("org.sqlite.core.NativeDB", "step", "NativeDB.java", 1),
                        new StackTraceElement("dev.mediahook.database.Opening", "open", "Opening.java", 2),
                        new StackTraceElement("dev.mediahook.program.Main", "run", "Main.java", 3)))
                .isEqualTo("Opening.open");
        assertThat(SlowStart.step()).isEqualTo("unknown");
    }
}
