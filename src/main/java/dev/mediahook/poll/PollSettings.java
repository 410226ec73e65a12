package dev.mediahook.poll;

import dev.mediahook.config.SenderProperties;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How each sender's jobs are polled. A sender's file names its usual pace; properties override it. */
public final class PollSettings {

    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration USUAL_POLL_FOR = Duration.ofHours(2);

    private final SenderProperties properties;
    private final Function<String, @Nullable PollPace> paces;

    /**
     * @param paces a sender's pace, or null where its file names none
     */
    public PollSettings(SenderProperties properties, Function<String, @Nullable PollPace> paces) {
        this.properties = properties;
        this.paces = paces;
    }

    public boolean canPoll(String sender) {
        return properties.has(sender, "api-key");
    }

    public Duration webhookTimeout(String sender) {
        PollPace pace = paces.apply(sender);
        return properties.duration(sender, "webhook-timeout", pace == null ? USUAL_TIMEOUT : pace.webhookTimeout());
    }

    Duration pollFor(String sender) {
        return properties.duration(sender, "poll-for", USUAL_POLL_FOR);
    }

    /** The pause after so many polls: the property for all senders, else the sender's own advice. */
    Duration pause(String sender, int polls) {
        PollPace pace = paces.apply(sender);
        Duration advised = pace == null ? Duration.ofSeconds(5) : pace.pause(polls);
        return properties.pollEvery(advised);
    }

    /** How many calls a minute polling may make; 0 for any number. */
    int perMinute(String sender) {
        return properties.count(sender, "polls-per-minute", 0);
    }

    /** Whether a success of this sender's is confirmed before it is believed. */
    public boolean confirm(String sender) {
        return canPoll(sender) && properties.yes(sender, "confirm", true);
    }
}
