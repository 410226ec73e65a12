package dev.mediahook.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.JsonLocation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a body says of its job.
 *
 * @param word where the status, or the event's type, is
 * @param signs what stands in a body that has no word, by what it means
 */
record StatusReading(JsonLocation word, StatusWords words, Map<Meaning, JsonLocation> signs) {

    /** A job that has brought media did not fail, whatever else its end says. */
    private static final List<Meaning> IN_ORDER = List.of(Meaning.COMPLETED, Meaning.MODERATED, Meaning.FAILED);

    /** What the fields of a body without a status word mean; nothing if no field decides. */
    Optional<Meaning> sign(JsonNode json) {
        return IN_ORDER.stream().filter(meaning -> shows(json, meaning)).findFirst();
    }

    /**
     * What a body means.
     *
     * @param found its word, or ours for what stands for one
     * @param bySign whether it has none
     */
    Meaning meaning(String found, boolean bySign, SenderError error) {
        return bySign
                ? words.moderated(Meaning.valueOf(found.toUpperCase(Locale.ROOT)), error)
                : words.meaning(found, error);
    }

    /** Whether a success without a medium was moderated. */
    boolean moderated(JsonNode json) {
        return shows(json, Meaning.MODERATED);
    }

    private boolean shows(JsonNode json, Meaning meaning) {
        JsonLocation place = signs.get(meaning);
        return place != null && place.stands(json);
    }
}
