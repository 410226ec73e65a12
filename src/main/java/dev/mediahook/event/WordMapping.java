package dev.mediahook.event;

import com.jayway.jsonpath.InvalidPathException;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.delivery.JsonLocation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** What a sender's mapping says of its words, and of what stands for a word in bodies that have none. */
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

    /** Where the status, or the event's type, is: a text, a number, true or false. */
    public void setStatus(String status) {
        this.status = status;
    }

    final boolean tellsSuccesses() {
        return !words.getOrDefault(Meaning.COMPLETED, Set.of()).isEmpty() || signs.containsKey(Meaning.COMPLETED);
    }

    /**
     * The words of success, comma-separated. What a word means is said here and nowhere else: a route branches on the
     * meaning, and no choice makes a success of a word that is none.
     */
    public void setCompleted(String completed) {
        words.put(Meaning.COMPLETED, words(completed));
    }

    /** The words of failure. */
    public void setFailed(String failed) {
        words.put(Meaning.FAILED, words(failed));
    }

    /** The words of moderation. */
    public void setModerated(String moderated) {
        words.put(Meaning.MODERATED, words(moderated));
    }

    /** The words of cancellation. */
    public void setCancelled(String cancelled) {
        words.put(Meaning.CANCELLED, words(cancelled));
    }

    /** The words of a job that has not ended. */
    public void setRunning(String running) {
        words.put(Meaning.RUNNING, words(running));
    }

    /** The words of what is kept and changes nothing. */
    public void setRecorded(String recorded) {
        words.put(Meaning.RECORDED, words(recorded));
    }

    /** The words of what is about the account's credits. */
    public void setCredits(String credits) {
        words.put(Meaning.CREDITS, words(credits));
    }

    /** What stands in the success of a sender that sends no word; it counts if no word stands, before the next two. */
    public void setCompletedIf(String completedIf) {
        signs.put(Meaning.COMPLETED, location("completedIf", completedIf));
    }

    /** What stands in a moderation: where no word stands, and in a success that names no medium. */
    public void setModeratedIf(String moderatedIf) {
        signs.put(Meaning.MODERATED, location("moderatedIf", moderatedIf));
    }

    /** What stands in a failure if no word stands. */
    public void setFailedIf(String failedIf) {
        signs.put(Meaning.FAILED, location("failedIf", failedIf));
    }

    /** Whether words differ that are written alike but for case, blanks, {@code -} and {@code _}; default false. */
    public void setExactWords(boolean exactWords) {
        this.exactWords = exactWords;
    }

    /** The error codes that make a failure a moderation. */
    public void setModeratedErrors(String moderatedErrors) {
        this.moderatedErrors = moderatedErrors;
    }
}
