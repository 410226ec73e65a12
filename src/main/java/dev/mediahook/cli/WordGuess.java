package dev.mediahook.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a status word usually means, with the other words that senders commonly use beside it. */
enum WordGuess {
    RUNNING(List.of("queued", "pending", "processing", "running", "started", "starting", "inprogress", "created")),
    COMPLETED(List.of(
            "completed",
            "complete",
            "succeeded",
            "succeed",
            "success",
            "successful",
            "finished",
            "done",
            "ready",
            "ok",
            "generated")),
    FAILED(List.of("failed", "failure", "fail", "error", "errored", "expired", "timeout", "timedout")),
    MODERATED(List.of("nsfw", "moderated", "blocked", "rejected", "contentmoderated", "requestmoderated")),
    CANCELLED(List.of("cancelled", "canceled", "aborted"));

    private final List<String> words;

    WordGuess(List<String> words) {
        this.words = words;
    }

    /** The name of the mapping's property that lists such words. */
    String property() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words to start with where the sample does not show one. */
    String usual() {
        return words.get(0);
    }

    /** What a sender's word seems to mean; its last part counts: {@code completed} of {@code video.completed}. */
    static Optional<WordGuess> of(String word) {
        String last = word.substring(word.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
        return Arrays.stream(values())
                .filter(guess -> guess.words.contains(last)
                        || guess.words.stream().anyMatch(known -> known.length() > 4 && last.endsWith(known)))
                .findFirst();
    }
}
