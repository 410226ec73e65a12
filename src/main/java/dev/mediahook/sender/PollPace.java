package dev.mediahook.sender;

import dev.mediahook.retry.Backoff;
import java.time.Duration;

/**
 * A sender's own advice on how often to ask after a job.
 *
 * @param webhookTimeout how long the webhook is waited for before the first poll
 * @param first the first pause between two polls
 * @param factor by how much each further pause is longer
 * @param most the longest pause
 */
public record PollPace(Duration webhookTimeout, Duration first, double factor, Duration most) {

    /** For a sender whose file advises nothing. */
    public static final PollPace USUAL =
            new PollPace(Duration.ofMinutes(5), Duration.ofSeconds(5), 1, Duration.ofSeconds(5));

    /** The pause after so many polls. */
    public Duration pause(int polls) {
        return new Backoff(first, factor, most).after(polls);
    }
}
