package dev.mediahook.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that grow by a factor, up to a longest pause.
 *
 * @param first the pause after the first try
 * @param factor the factor by which each further pause is longer
 * @param longest no pause is longer than this
 */
public record Backoff(Duration first, double factor, Duration longest) {

    /**
     * The pause after a number of tries.
     *
     * @param tried 1 or more; less counts as 1
     */
    public Duration after(int tried) {
        double grown = (double) first.toMillis() * Math.pow(factor, Math.max(0, tried - 1));
        return Duration.ofMillis(Math.round(Math.min(grown, (double) longest.toMillis())));
    }

    /**
     * A pause, varied at random, so that tries that began together do not come back together.
     *
     * @param share the largest share by which the pause gets shorter or longer, from 0 to 1
     */
    public static Duration spread(Duration pause, double share, RandomGenerator random) {
        double part = 1 - share + 2 * share * random.nextDouble();
        return Duration.ofMillis(Math.round((double) pause.toMillis() * part));
    }
}
