package dev.mediahook.verify;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Links to stored media. Each link opens one medium, without a token, until its time ends. Address and time are signed
 * (HMAC-SHA256) with the server's key, so that no link has to be kept.
 */
public final class MediaLinks {

    /** The query parameter with the link's end, in seconds since 1970. */
    public static final String ENDS = "ends";

    /** The query parameter with the signature. */
    public static final String SIGNATURE = "signature";

    /**
     * Takes the place of the sender's name, since the same key also makes the secrets of submissions; no sender has
     * this name.
     */
    private static final String PURPOSE = "a stored medium";

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

    private final DerivedSecret keys;
    private final String publicUrl;
    private final Duration life;
    private final InstantSource clock;

    /**
     * @param publicUrl the address at which Mediahook is reached, without a slash at its end
     * @param life how long a link is valid
     */
    public MediaLinks(DerivedSecret keys, String publicUrl, Duration life, InstantSource clock) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.life = life;
        this.clock = clock;
    }

    /** A link and the time at which it ends. */
    public record Link(String url, Instant ends) {}

    /** The result of checking a link. */
    public enum Found {
        OPEN,
        /** The link is ours, but its time is over. */
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

    /** Checks whether a link opens the medium that its path names. All arguments are as a stranger sent them. */
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

    /** The job's ID comes last, since it alone may contain any character. */
    private static String signed(String sender, String jobId, String index, String ends) {
        return sender + "\0" + index + "\0" + ends + "\0" + jobId;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
