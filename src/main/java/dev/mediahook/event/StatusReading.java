package dev.mediahook.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.JsonLocation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a job's status from a body.
 *
 * @param word where the status, or the event type, is
 * @param signs for bodies without a status word: by meaning, the place where something stands if the body has that
 *     meaning
 */
record StatusReading(JsonLocation word, StatusWords words, Map<Meaning, JsonLocation> signs) {

    /** COMPLETED is first: a job that has produced media did not fail, whatever else its body says. */
    private static final List<Meaning> IN_ORDER = List.of(Meaning.COMPLETED, Meaning.MODERATED, Meaning.FAILED);

    /** The meaning of a body without a status word; empty if no field decides. */
    Optional<Meaning> sign(JsonNode json) {
        return IN_ORDER.stream().filter(meaning -> shows(json, meaning)).findFirst();
    }

    /**
     * The meaning of a body.
     *
     * @param found the body's status word, or our word of the meaning if the body has none
     * @param bySign whether the body has no status word
     */
    Meaning meaning(String found, boolean bySign, SenderError error) {
        return bySign
                ? words.moderated(Meaning.valueOf(found.toUpperCase(Locale.ROOT)), error)
                : words.meaning(found, error);
    }

    /** Whether the body of a success without media says that it was moderated. */
    boolean moderated(JsonNode json) {
        return shows(json, Meaning.MODERATED);
    }

    private boolean shows(JsonNode json, Meaning meaning) {
        JsonLocation place = signs.get(meaning);
        return place != null && place.stands(json);
    }
}
