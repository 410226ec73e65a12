package dev.mediahook.event;

import com.jayway.jsonpath.InvalidPathException;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.delivery.JsonLocation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The part of a sender's mapping that describes status words, and what replaces them in bodies that have none. */
@NullUnmarked
public abstract sealed class WordMapping permits MediaMapping {

    private String status = "";
    private final Map<Meaning, Set<String>> words = new EnumMap<>(Meaning.class);
    private final Map<Meaning, JsonLocation> signs = new EnumMap<>(Meaning.class);
    private String moderatedErrors = "";
    private boolean exactWords;

    final StatusReading statusReading() {
        return new StatusReading(
                location("status", status),
                new StatusWords(words, words(moderatedErrors), exactWords),
                Map.copyOf(signs));
    }

    static JsonLocation location(String property, String paths) {
        try {
            return new JsonLocation(paths);
        } catch (InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    property + ": " + paths + " is no JSONPath: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Set<String> words(String commaSeparated) {
        return Set.copyOf(SettingsReader.commaSeparated(commaSeparated));
    }

    /** Where the status, or the event type, is: a string, a number, or a boolean. */
    public void setStatus(String status) {
        this.status = status;
    }

    final boolean tellsSuccesses() {
        return !words.getOrDefault(Meaning.COMPLETED, Set.of()).isEmpty() || signs.containsKey(Meaning.COMPLETED);
    }

    /**
     * The words that mean success, comma-separated. Words get their meaning here and nowhere else: a route branches on
     * the meaning, and no branch can turn another word into a success.
     */
    public void setCompleted(String completed) {
        words.put(Meaning.COMPLETED, words(completed));
    }

    /** The words that mean failure. */
    public void setFailed(String failed) {
        words.put(Meaning.FAILED, words(failed));
    }

    /** The words that mean moderation. */
    public void setModerated(String moderated) {
        words.put(Meaning.MODERATED, words(moderated));
    }

    /** The words that mean cancellation. */
    public void setCancelled(String cancelled) {
        words.put(Meaning.CANCELLED, words(cancelled));
    }

    /** The words of a job that has not ended. */
    public void setRunning(String running) {
        words.put(Meaning.RUNNING, words(running));
    }

    /** The words of events that are kept and change nothing. */
    public void setRecorded(String recorded) {
        words.put(Meaning.RECORDED, words(recorded));
    }

    /** The words of events about the account's credits. */
    public void setCredits(String credits) {
        words.put(Meaning.CREDITS, words(credits));
    }

    /**
     * A place where something stands only in a success. Used if the body has no status word; comes before the next two.
     */
    public void setCompletedIf(String completedIf) {
        signs.put(Meaning.COMPLETED, location("completedIf", completedIf));
    }

    /**
     * A place where something stands only in a moderation. Used if the body has no status word, or is a success without
     * media.
     */
    public void setModeratedIf(String moderatedIf) {
        signs.put(Meaning.MODERATED, location("moderatedIf", moderatedIf));
    }

    /** A place where something stands only in a failure. Used if the body has no status word. */
    public void setFailedIf(String failedIf) {
        signs.put(Meaning.FAILED, location("failedIf", failedIf));
    }

    /** Whether words that differ only in case, blanks, {@code -} or {@code _} are different words; default false. */
    public void setExactWords(boolean exactWords) {
        this.exactWords = exactWords;
    }

    /** The error codes that turn a failure into a moderation. */
    public void setModeratedErrors(String moderatedErrors) {
        this.moderatedErrors = moderatedErrors;
    }
}
