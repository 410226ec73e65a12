package dev.mediahook.inbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The state of an event, as the API shows it. An event that waits for its next try still counts as accepted. */
public enum EventState {
    ACCEPTED,
    PROCESSING,
    DONE,
    DEAD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words that stand for this state in the database. */
    Set<String> stored() {
        return this == ACCEPTED ? Set.of(word(), "waiting") : Set.of(word());
    }

    /** The words of all. */
    static List<String> allStored() {
        return Arrays.stream(values()).flatMap(state -> state.stored().stream()).toList();
    }

    /**
     * An unknown word, written by someone else, counts as an end: no program takes up such an event, but it can be
     * replayed.
     */
    static EventState ofStored(String word) {
        for (EventState state : values()) {
            if (state.stored().contains(word)) {
                return state;
            }
        }
        return DEAD;
    }

    /**
     * The state with this word.
     *
     * @throws IllegalArgumentException if none has it
     */
    public static EventState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
