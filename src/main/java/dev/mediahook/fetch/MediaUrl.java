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
 * A URL that was taken apart once: what is checked here is, part by part, what the client connects to and asks for.
 *
 * @param scheme {@code https} or {@code http}
 * @param host in lower case and ASCII, without a trailing dot; an IPv6 address without brackets
 * @param port always given
 * @param target path and query as they were written, since a signature may cover them, dot segments followed
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
     * Takes a URL apart. As in a browser, blanks and line ends around it don't count, and a blank in its path is one.
     *
     * @throws FetchRefused if it is malformed, carries userinfo, or has another scheme
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

    /** A literal in brackets is parsed without asking any name server. */
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
     * Only what can't be sent at all is written in another way: a blank and a character outside ASCII. Dot segments are
     * followed here, as every client does, and not left to whoever is asked.
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

    /** RFC 3986, 5.2.4, with the dots percent-encoded too, as the URL Standard has it. */
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

    /** What browsers take no notice of. */
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
     * Where a Location header of this URL's answer leads, not yet taken apart (RFC 3986, 5.2).
     *
     * @param header its bytes, each as the character of that number
     */
    String resolve(String header) {
        String location = trimmed(text(header));
        Matcher shape = SHAPE.matcher(location);
        if (shape.matches()) {
            boolean sameScheme = shape.group(1).equalsIgnoreCase(scheme) && shape.group(2) == null;
            // RFC 3986, 5.2.2: what names the scheme that it has anyway, and no host, is relative all the same.
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

    /** A header's bytes are UTF-8; of those that are not, each stands for itself, percent-encoded. */
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

    /** The port as the Host header names it: not at all, as -1, if it is the scheme's own. */
    int portInHostHeader() {
        return port == usualPort(scheme) ? -1 : port;
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private String origin() {
        return scheme + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** For log lines: without the query, which may be a signature. */
    @Override
    public String toString() {
        return origin() + target.split("[?]", 2)[0];
    }

    private static FetchRefused malformed(String detail) {
        return new FetchRefused(Reason.URL_REFUSED, detail);
    }
}
