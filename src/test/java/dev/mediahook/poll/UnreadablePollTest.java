package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log tells of a poll's answer that can't be read: nothing else would explain that the job ends by a timeout. */
class UnreadablePollTest {

    @TempDir
    Path data;

    @Test
    void isInTheLogWithoutTheAnswersText() throws Exception {
        try (LogLines lines = LogLines.of(Poller.class);
                AskedSenders senders = new AskedSenders(data)) {
            senders.api.answer("/v1/get_result?id=j-1", 200, "{\"detail\":\"moved to api/v2\"}");
            senders.watch("bfl", "j-1");

            Awaitility.await().until(() -> !lines.all().isEmpty());
            assertThat(lines.all().get(0)).contains("sender=bfl job=j-1 poll=", "can't be read");
            assertThat(lines.all().get(0)).doesNotContain("moved");
        }
    }
}
