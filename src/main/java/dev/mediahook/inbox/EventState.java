package dev.mediahook.inbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where an event is, as the API tells it. One that waits for its next try is still only accepted. */
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

    /** A word that somebody else has written there is an end: nobody takes such an event up, but a replay does. */
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
