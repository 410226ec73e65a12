package dev.mediahook.standin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/**
 * How a stand-in misbehaves, in shares from 0 to 1. What happens to a job is drawn only from the seed, the job and the
 * attempt: the n-th job of a sender has the same fate in each run with the same seed.
 *
 * @param losesWebhooks the share of jobs for which no webhook ever goes out
 * @param repeatsWebhooks the share of webhooks that go out twice
 * @param latest the most by which a webhook is late; if a job has more than one event, its events may change places
 * @param failsStatus the share of status calls that are answered 500
 * @param hangsStatus the share of status calls that are not answered at all
 * @param losesAnswers the share of submissions whose job is taken and whose answer is lost
 * @param shortest the least time that a job takes
 * @param longest the most time that a job takes
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

    /** No faults: every webhook comes once and at once, and jobs take two to four seconds. */
    public static final Faults NONE =
            new Faults(1, 0, 0, Duration.ZERO, 0, 0, 0, Duration.ofSeconds(2), Duration.ofSeconds(4));

    /** Whether a fault with this share happens to a job. */
    boolean befalls(double share, String job, String what, int attempt) {
        return share > 0 && draw(job, what, attempt) < share;
    }

    /** A time between two limits, drawn for a job. */
    Duration between(Duration from, Duration to, String job, String what) {
        return from.plusMillis((long) (draw(job, what, 0) * to.minus(from).toMillis()));
    }

    /** A number from 0 up to 1, evenly distributed. */
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
