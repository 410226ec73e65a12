package dev.mediahook.console;

import dev.mediahook.verify.HmacKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The cookie of a user who signed in with one of the API's tokens. It holds the expiry time and a signature, whose key
 * is derived from the token. So a session survives a restart, is valid on every node, and ends when the token changes.
 * The token can't be derived from the cookie.
 */
public final class SessionCookie {

    /** How long a session lasts after the page was last loaded: a working day. */
    static final Duration LIFE = Duration.ofHours(12);

    /**
     * A call by cookie that changes something must carry this header. A page of another origin can't send it: the
     * browser would send a CORS preflight first, which is never answered.
     */
    public static final String MARK = "Mediahook-Console";

    private static final String NAME = "mediahook_console";
    /** Follows the expiry time if the session began over TLS. A request that renews the cookie may not show that. */
    private static final String BY_TLS = "s";

    private static final String PURPOSE = "mediahook console session\n";

    private final Optional<String> steering;
    private final Optional<String> looking;
    private final InstantSource clock;

    /**
     * @param steering the API's token for all calls; if empty, nobody signs in with it
     * @param looking the API's read-only token; if empty, nobody signs in with it
     */
    public SessionCookie(Optional<String> steering, Optional<String> looking, InstantSource clock) {
        this.steering = steering;
        this.looking = looking;
        this.clock = clock;
    }

    /**
     * The rights of a request's session.
     *
     * @param cookies the value of the Cookie header; empty if there is none
     */
    public Session of(String cookies) {
        String value = value(cookies);
        if (good(value, steering)) {
            return Session.STEERS;
        }
        return good(value, looking) ? Session.LOOKS : Session.NONE;
    }

    /**
     * The value of a Set-Cookie header that starts a session.
     *
     * @param session the session's rights
     * @param secure whether the browser uses TLS
     */
    String begin(Session session, boolean secure) {
        String token = (session == Session.STEERS ? steering : looking).orElseThrow();
        String end = clock.instant().plus(LIFE).getEpochSecond() + (secure ? BY_TLS : "");
        return cookie(end + "." + signature(token, end), LIFE, secure);
    }

    /** Whether a valid session began over TLS. */
    boolean beganByTls(String cookies) {
        return until(value(cookies)).endsWith(BY_TLS);
    }

    private static String until(String value) {
        return value.substring(0, Math.max(0, value.indexOf('.')));
    }

    /** The value of a Set-Cookie header that ends the session. */
    String end(boolean secure) {
        return cookie("", Duration.ZERO, secure);
    }

    private static String cookie(String value, Duration life, boolean secure) {
        return NAME + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }

    private static String value(String cookies) {
        for (String cookie : cookies.split(";", -1)) {
            String pair = cookie.strip();
            if (pair.startsWith(NAME + "=")) {
                return pair.substring(NAME.length() + 1);
            }
        }
        return "";
    }

    private boolean good(String value, Optional<String> token) {
        int dot = value.indexOf('.');
        if (dot < 0 || token.isEmpty()) {
            return false;
        }
        String end = until(value);
        return MessageDigest.isEqual(bytes(signature(token.get(), end)), bytes(value.substring(dot + 1)))
                && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(end.replace(BY_TLS, ""))));
    }

    private static String signature(String token, String text) {
        HmacKey key = new HmacKey(HmacKey.SHA256, bytes(PURPOSE + token));
        return HexFormat.of().formatHex(key.sign(List.of(bytes(text))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
