package dev.mediahook.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The usual meaning of a status word, with other words that senders often use for the same status. */
enum WordGuess {
    RUNNING("queued pending processing running started starting inprogress created"),
    COMPLETED("completed complete succeeded succeed success successful finished done ready ok generated"),
    FAILED("failed failure fail error errored expired timeout timedout"),
    MODERATED("nsfw moderated blocked rejected contentmoderated requestmoderated"),
    CANCELLED("cancelled canceled aborted");

    private final String words;

    WordGuess(String words) {
        this.words = words;
    }

    private List<String> all() {
        return Arrays.asList(words.split(" ", -1));
    }

    /** The mapping's property that lists such words. */
    String property() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The default words if the sample shows none. */
    String usual() {
        return all().get(0);
    }

    /**
     * The likely meaning of a sender's word. Only its last part counts: {@code completed} in {@code video.completed}.
     */
    static Optional<WordGuess> of(String word) {
        String last = word.substring(word.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
        return Arrays.stream(values())
                .filter(guess -> guess.all().contains(last)
                        || guess.all().stream().anyMatch(known -> known.length() > 4 && last.endsWith(known)))
                .findFirst();
    }
}
