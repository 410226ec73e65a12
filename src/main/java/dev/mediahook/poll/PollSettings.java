package dev.mediahook.poll;

import dev.mediahook.config.SettingsReader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How each sender's jobs are polled. A sender's file names its usual pace; properties override it. */
public final class PollSettings {

    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration USUAL_POLL_FOR = Duration.ofHours(2);

    private final SettingsReader reader;
    private final Function<String, @Nullable PollPace> paces;

    /**
     * @param properties a property's value by its name
     * @param paces a sender's pace, or null where its file names none
     */
    public PollSettings(Function<String, Optional<String>> properties, Function<String, @Nullable PollPace> paces) {
        this.reader = new SettingsReader(properties);
        this.paces = paces;
    }

    public boolean canPoll(String sender) {
        return reader.text("mediahook." + sender + ".api-key").isPresent();
    }

    public Duration webhookTimeout(String sender) {
        PollPace pace = paces.apply(sender);
        return reader.duration(
                "mediahook." + sender + ".webhook-timeout", pace == null ? USUAL_TIMEOUT : pace.webhookTimeout());
    }

    Duration pollFor(String sender) {
        return reader.duration("mediahook." + sender + ".poll-for", USUAL_POLL_FOR);
    }

    /** The pause after so many polls: the property for all senders, else the sender's own advice. */
    Duration pause(String sender, int polls) {
        PollPace pace = paces.apply(sender);
        Duration advised = pace == null ? Duration.ofSeconds(5) : pace.pause(polls);
        return reader.duration("mediahook.poll.every", advised);
    }

    /** How many calls a minute polling may make; 0 for any number. */
    int perMinute(String sender) {
        return reader.count("mediahook." + sender + ".polls-per-minute", 0);
    }

    /** Whether a success of this sender's is confirmed before it is believed. */
    boolean confirm(String sender) {
        return canPoll(sender) && reader.yes("mediahook." + sender + ".confirm", true);
    }
}
