package dev.mediahook.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.event.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console has words for each reason that an event may have, and for no other. */
class WordsTest {

    private static final Pattern REASON = Pattern.compile("(?m)^ {2}([a-z_]+): \\[");

    @Test
    void areThereForEachReason() throws IOException {
        String words = Files.readString(Path.of("src/main/resources/mediahook/console/words.js"));
        assertThat(REASON.matcher(words).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::word).toList());
    }
}
