package dev.mediahook.poll;

import dev.mediahook.config.SenderProperties;
import dev.mediahook.sender.PollPace;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/** How each sender's jobs are polled. The sender's route file gives its usual pace; properties override it. */
public final class PollSettings {

    private static final Duration USUAL_POLL_FOR = Duration.ofHours(2);

    private final SenderProperties properties;
    private final Function<String, PollPace> paces;
    private final Predicate<String> tellsStatus;

    /**
     * @param paces a sender's own advice
     * @param tellsStatus whether a sender can be asked for a job's status, if there is a key
     */
    public PollSettings(SenderProperties properties, Function<String, PollPace> paces, Predicate<String> tellsStatus) {
        this.properties = properties;
        this.paces = paces;
        this.tellsStatus = tellsStatus;
    }

    public boolean canPoll(String sender) {
        return properties.has(sender, "api-key") && tellsStatus.test(sender);
    }

    public Duration webhookTimeout(String sender) {
        return properties.duration(
                sender, "webhook-timeout", paces.apply(sender).webhookTimeout());
    }

    Duration pollFor(String sender) {
        return properties.duration(sender, "poll-for", USUAL_POLL_FOR);
    }

    /** The pause after that many polls: the property for all senders, otherwise the sender's own advice. */
    Duration pause(String sender, int polls) {
        return properties.pollEvery(paces.apply(sender).pause(polls));
    }

    /** The most calls a minute that polling may make; 0: no limit. */
    int perMinute(String sender) {
        return properties.count(sender, "polls-per-minute", 0);
    }

    /** Whether a success of this sender's is confirmed before it is believed. */
    public boolean confirm(String sender) {
        return canPoll(sender) && properties.yes(sender, "confirm", true);
    }
}
