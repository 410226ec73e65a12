package dev.mediahook.verify;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Addresses of stored media that open one medium each, without a token, until a time. Address and time are signed
 * (HMAC-SHA256) with the server's key, so that nothing about them has to be kept.
 */
public final class MediaLinks {

    /** The query parameter with the end, in seconds since 1970. */
    public static final String ENDS = "ends";

    /** The query parameter with the signature. */
    public static final String SIGNATURE = "signature";

    /** No sender is called so: the same key makes the secrets of submissions. */
    private static final String PURPOSE = "a stored medium";

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

    private final DerivedSecret keys;
    private final String publicUrl;
    private final Duration life;
    private final InstantSource clock;

    /**
     * @param publicUrl how we are reached, without a slash at its end
     * @param life of a link, from when it is made
     */
    public MediaLinks(DerivedSecret keys, String publicUrl, Duration life, InstantSource clock) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.life = life;
        this.clock = clock;
    }

    /** A link, and when it ends. */
    public record Link(String url, Instant ends) {}

    /** What became of a caller's link. */
    public enum Found {
        OPEN,
        /** It is ours, and its time is over. */
        ENDED,
        FORGED
    }

    public Link of(String sender, String jobId, int index) {
        long ends = clock.instant().plus(life).getEpochSecond();
        String signature = keys.of(PURPOSE, signed(sender, jobId, Integer.toString(index), Long.toString(ends)));
        String url = publicUrl + "/api/jobs/" + encoded(sender) + "/" + encoded(jobId) + "/media/" + index + "?" + ENDS
                + "=" + ends + "&" + SIGNATURE + "=" + signature;
        return new Link(url, Instant.ofEpochSecond(ends));
    }

    /** Whether a link opens the medium that its path names; all of it is as a stranger wrote it. */
    public Found check(String sender, String jobId, String index, String ends, String signature) {
        if (!SECONDS.matcher(ends).matches()) {
            return Found.FORGED;
        }
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean ours = false;
        for (String one : keys.all(PURPOSE, signed(sender, jobId, index, ends))) {
            ours |= MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), given);
        }
        if (!ours) {
            return Found.FORGED;
        }
        return clock.instant().getEpochSecond() < Long.parseLong(ends) ? Found.OPEN : Found.ENDED;
    }

    /** The job's id last: it alone may hold anything. */
    private static String signed(String sender, String jobId, String index, String ends) {
        return sender + "\0" + index + "\0" + ends + "\0" + jobId;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
