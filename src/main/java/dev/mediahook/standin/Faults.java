package dev.mediahook.standin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/**
 * How a stand-in misbehaves, in shares from 0 to 1. What befalls a job is drawn from the seed, the job and the attempt, and from
 * nothing else: the n-th job of a sender has the same fate in each run with the same seed.
 *
 * @param losesWebhooks of how many jobs no webhook ever goes out
 * @param repeatsWebhooks how many webhooks go out twice
 * @param latest by how much a webhook may be late; with more than one event of a job they change places
 * @param failsStatus how many status calls are answered 500
 * @param hangsStatus how many are not answered at all
 * @param losesAnswers of how many submissions the job is taken and the answer is lost
 * @param shortest the least time that a job takes
 * @param longest the most
 */
public record Faults(
        long seed,
        double losesWebhooks,
        double repeatsWebhooks,
        Duration latest,
        double failsStatus,
        double hangsStatus,
        double losesAnswers,
        Duration shortest,
        Duration longest) {

    /** None: every webhook comes once and at once, jobs take two to four seconds. */
    public static final Faults NONE =
            new Faults(1, 0, 0, Duration.ZERO, 0, 0, 0, Duration.ofSeconds(2), Duration.ofSeconds(4));

    /** Whether something with this share befalls a job. */
    boolean befalls(double share, String job, String what, int attempt) {
        return share > 0 && draw(job, what, attempt) < share;
    }

    /** A time between two, drawn for a job. */
    Duration between(Duration from, Duration to, String job, String what) {
        return from.plusMillis((long) (draw(job, what, 0) * to.minus(from).toMillis()));
    }

    /** From 0 up to 1, evenly spread. */
    double draw(String job, String what, int attempt) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((seed + "\0" + job + "\0" + what + "\0" + attempt).getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                bits = bits << 8 | (hash[i] & 0xff);
            }
            return (bits >>> 11) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
