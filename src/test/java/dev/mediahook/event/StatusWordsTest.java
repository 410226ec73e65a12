package dev.mediahook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusWordsTest {

    private static final SenderError NONE = new SenderError(null, null);
    private static final Map<Meaning, Set<String>> WORDS = Map.of(
            Meaning.COMPLETED, Set.of("Ready", "SUCCESS"),
            Meaning.FAILED, Set.of("Error"),
            Meaning.CANCELLED, Set.of("cancelled"),
            Meaning.RUNNING, Set.of("in_progress", "intermediate-complete"),
            Meaning.MODERATED, Set.of("Content Moderated"));

    private final StatusWords words = new StatusWords(WORDS, Set.of("content_policy"), false);

    @ParameterizedTest
    @CsvSource({
        "Ready, COMPLETED",
        "READY, COMPLETED",
        "success, COMPLETED",
        "canceled, CANCELLED",
        "CANCELLED, CANCELLED",
        "in-progress, RUNNING",
        "InProgress, RUNNING",
        "intermediate_complete, RUNNING",
        "CONTENT_MODERATED, MODERATED",
        "readyish, UNKNOWN",
        "not ready, UNKNOWN",
        "complete, UNKNOWN",
    })
    void meansTheSameHoweverItIsSpelt(String word, Meaning meaning) {
        assertThat(words.meaning(word, NONE)).isEqualTo(meaning);
    }

    @Test
    void makesAModerationOfAFailureByItsErrorAlone() {
        assertThat(words.meaning("error", new SenderError("Content-Policy", null)))
                .isEqualTo(Meaning.MODERATED);
        assertThat(words.meaning("Ready", new SenderError("content_policy", null)))
                .isEqualTo(Meaning.COMPLETED);
    }

    @Test
    void keepsToTheLetterWhereAFileAsksForIt() {
        StatusWords exact = new StatusWords(WORDS, Set.of(), true);

        assertThat(exact.meaning("Ready", NONE)).isEqualTo(Meaning.COMPLETED);
        assertThat(exact.meaning("READY", NONE)).isEqualTo(Meaning.UNKNOWN);
    }

    @Test
    void refusesOneWordWithTwoMeanings() {
        assertThatThrownBy(() -> new StatusWords(
                        Map.of(Meaning.COMPLETED, Set.of("done"), Meaning.FAILED, Set.of("DONE")), Set.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both");
    }
}
