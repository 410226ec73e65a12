package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private final StringWriter said = new StringWriter();
    private final Findings findings = new Findings(new PrintWriter(said));

    @Test
    void aCheckThatHangsIsAFault() {
        CountDownLatch never = new CountDownLatch(1);
        findings.within(Duration.ofSeconds(1), "store", "file:/mnt/media", () -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(said.toString()).contains("FAULT store").contains("file:/mnt/media has not answered for 1 s");
        assertThat(findings.end()).isEqualTo(1);
    }

    @Test
    void aCheckThatFailsIsAFault() {
        findings.within(Duration.ofMinutes(1), "store", "file:/mnt/media", () -> {
            throw new IllegalStateException("no such thing");
        });
        assertThat(said.toString()).contains("FAULT store").contains("file:/mnt/media can't be checked");
    }

    @Test
    void aCheckThatEndsSpeaksForItself() {
        findings.within(Duration.ofMinutes(1), "store", "file:/mnt/media", () -> findings.ok("store", "is there"));
        assertThat(said.toString()).contains("is there");
        assertThat(findings.end()).isZero();
    }
}
