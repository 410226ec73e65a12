package dev.mediahook.poll;

import dev.mediahook.config.Amounts;
import java.time.Duration;

/** A sender's own advice on how often to ask after a job; a bean of its route file, read when the routes are set up. */
public final class PollPace {

    private Duration webhookTimeout = Duration.ofMinutes(5);
    private Duration first = Duration.ofSeconds(5);
    private double factor = 1;
    private Duration most = Duration.ofSeconds(5);

    Duration webhookTimeout() {
        return webhookTimeout;
    }

    Duration pause(int polls) {
        double grown = (double) first.toMillis() * Math.pow(factor, Math.max(0, polls - 1));
        return Duration.ofMillis((long) Math.min(grown, (double) most.toMillis()));
    }

    /** How long the webhook is waited for before the first poll. */
    public void setWebhookTimeout(String webhookTimeout) {
        this.webhookTimeout = Amounts.duration(webhookTimeout);
    }

    /** The first pause between two polls. */
    public void setFirst(String first) {
        this.first = Amounts.duration(first);
    }

    /** By how much each further pause is longer. */
    public void setFactor(double factor) {
        this.factor = factor;
    }

    /** The longest pause. */
    public void setMost(String most) {
        this.most = Amounts.duration(most);
    }
}
