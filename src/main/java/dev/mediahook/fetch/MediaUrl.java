package dev.mediahook.fetch;

import dev.mediahook.event.Reason;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parsed URL. The client uses these parts for its connection and request, so exactly what was checked is what is
 * requested.
 *
 * @param scheme {@code https} or {@code http}
 * @param host in lower case and ASCII, without a trailing dot; an IPv6 address without brackets
 * @param port always set
 * @param target path and query as written, since a signature may cover them; only dot segments are resolved
 */
record MediaUrl(String scheme, String host, int port, String target) {

    private static final int LONGEST = 8192;
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//([^/?#]*)([^#]*))?(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]@]+)(?::([0-9]{0,5}))?");
    private static final Pattern LABELS =
            Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern HERE = Pattern.compile("(?i)\\.|%2e");
    private static final Pattern UP = Pattern.compile("(?i)(\\.|%2e){2}");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.|$)){4}");

    /**
     * Parses a URL. As in a browser, blanks and line ends around it are ignored, and a blank in its path is part of the
     * path.
     *
     * @throws FetchRefused if the URL is malformed, carries userinfo, or has another scheme
     */
    static MediaUrl parse(String written, boolean allowHttp) {
        String url = trimmed(written);
        if (url.length() > LONGEST || url.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '\\')) {
            throw malformed("too long, or with a control character or a backslash in it");
        }
        Matcher shape = SHAPE.matcher(url);
        if (!shape.matches()) {
            throw malformed("no scheme");
        }
        String scheme = shape.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && allowHttp)) {
            throw new FetchRefused(Reason.SCHEME_REFUSED, "the scheme is " + scheme);
        }
        if (shape.group(3) == null || shape.group(3).isEmpty()) {
            throw malformed("no host");
        }
        if (shape.group(3).indexOf(' ') >= 0) {
            throw malformed("a blank in the host");
        }
        if (shape.group(3).indexOf('@') >= 0) {
            throw malformed("userinfo before the host");
        }
        Matcher authority = AUTHORITY.matcher(shape.group(3));
        if (!authority.matches()) {
            throw malformed("the host can't be read");
        }
        return new MediaUrl(scheme, host(authority.group(1)), port(authority.group(2), scheme), target(shape.group(4)));
    }

    private static String host(String written) {
        if (written.startsWith("[")) {
            return ipv6(written);
        }
        String host;
        try {
            host = IDN.toASCII(written).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAName) {
            throw malformed("the host is no name");
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        String last = host.substring(host.lastIndexOf('.') + 1);
        boolean numeric = NUMBER.matcher(last).matches();
        if (numeric
                ? !IPV4.matcher(host).matches()
                : host.length() > 253 || !LABELS.matcher(host).matches()) {
            throw malformed(numeric ? "an address is written as four decimal numbers" : "the host is no name");
        }
        return host;
    }

    /** An address in brackets is parsed without a DNS lookup. */
    private static String ipv6(String written) {
        try {
            return InetAddress.getByName(written).getHostAddress();
        } catch (UnknownHostException noAddress) {
            throw malformed("the address in brackets can't be read");
        }
    }

    private static int port(String written, String scheme) {
        if (written == null || written.isEmpty()) {
            return usualPort(scheme);
        }
        int port = Integer.parseInt(written);
        if (port < 1 || port > 65535) {
            throw malformed("there is no port " + port);
        }
        return port;
    }

    /**
     * Encodes only what can't be sent as it is: blanks and characters outside ASCII. Resolves dot segments here, as
     * every client does, and does not leave them to the server.
     */
    private static String target(String written) {
        StringBuilder target = new StringBuilder(written.startsWith("/") ? "" : "/");
        for (byte b : written.getBytes(StandardCharsets.UTF_8)) {
            if (b <= ' ') {
                target.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xFF));
            } else {
                target.append((char) b);
            }
        }
        int query = target.indexOf("?");
        return query < 0
                ? withoutDots(target.toString())
                : withoutDots(target.substring(0, query)) + target.substring(query);
    }

    /** Follows RFC 3986, 5.2.4; percent-encoded dots count as dots, as in the URL Standard. */
    private static String withoutDots(String path) {
        List<String> kept = new ArrayList<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            boolean up = UP.matcher(segments[i]).matches();
            if (up && !kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            }
            if (!up && !HERE.matcher(segments[i]).matches()) {
                kept.add(segments[i]);
            } else if (last) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept);
    }

    /** Removes what browsers ignore around a URL. */
    private static String trimmed(String written) {
        int from = 0;
        int to = written.length();
        while (from < to && written.charAt(from) <= ' ') {
            from++;
        }
        while (from < to && written.charAt(to - 1) <= ' ') {
            to--;
        }
        return written.substring(from, to);
    }

    /**
     * The target of a Location header in this URL's answer, not parsed yet (RFC 3986, 5.2).
     *
     * @param header the header's bytes, each as the character with that number
     */
    String resolve(String header) {
        String location = trimmed(text(header));
        Matcher shape = SHAPE.matcher(location);
        if (shape.matches()) {
            boolean sameScheme = shape.group(1).equalsIgnoreCase(scheme) && shape.group(2) == null;
            // RFC 3986, 5.2.2: a reference that repeats the scheme and names no host is still relative.
            return sameScheme ? relative(shape.group(5)) : location;
        }
        return relative(location);
    }

    private String relative(String location) {
        String reference = location.split("#", 2)[0];
        if (reference.startsWith("//")) {
            return scheme + ":" + reference;
        }
        if (reference.startsWith("/")) {
            return origin() + reference;
        }
        String path = target.split("[?]", 2)[0];
        if (reference.isEmpty()) {
            return origin() + target;
        }
        return origin() + (reference.startsWith("?") ? path : path.substring(0, path.lastIndexOf('/') + 1)) + reference;
    }

    /** Decodes the header as UTF-8. If it is not UTF-8, each non-ASCII byte is percent-encoded. */
    private static String text(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException latin1) {
            StringBuilder encoded = new StringBuilder();
            for (byte b : bytes) {
                encoded.append(b < 0 ? "%" + HexFormat.of().withUpperCase().toHexDigits(b) : String.valueOf((char) b));
            }
            return encoded.toString();
        }
    }

    /** The port for the Host header; -1, meaning none, if it is the scheme's default. */
    int portInHostHeader() {
        return port == usualPort(scheme) ? -1 : port;
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private String origin() {
        return scheme + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** For log lines: without the query, which may hold a signature. */
    @Override
    public String toString() {
        return origin() + target.split("[?]", 2)[0];
    }

    private static FetchRefused malformed(String detail) {
        return new FetchRefused(Reason.URL_REFUSED, detail);
    }
}
