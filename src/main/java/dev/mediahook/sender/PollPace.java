package dev.mediahook.sender;

import dev.mediahook.retry.Backoff;
import java.time.Duration;

/**
 * A sender's own advice on how often to ask about a job.
 *
 * @param webhookTimeout how long to wait for the webhook before the first poll
 * @param first the first pause between two polls
 * @param factor the factor by which each further pause is longer
 * @param most the longest pause
 */
public record PollPace(Duration webhookTimeout, Duration first, double factor, Duration most) {

    /** For a sender whose file gives no advice. */
    public static final PollPace USUAL =
            new PollPace(Duration.ofMinutes(5), Duration.ofSeconds(5), 1, Duration.ofSeconds(5));

    /** The pause after a number of polls. */
    public Duration pause(int polls) {
        return new Backoff(first, factor, most).after(polls);
    }
}
