package dev.mediahook.fetch;

import dev.mediahook.event.Reason;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that was taken apart once: what is checked here is, part by part, what the client connects to and asks for.
 *
 * @param scheme {@code https} or {@code http}
 * @param host in lower case and ASCII, without a trailing dot; an IPv6 address without brackets
 * @param port always given
 * @param target path and query as they were written, since a signature may cover them
 */
record MediaUrl(String scheme, String host, int port, String target) {

    private static final int LONGEST = 8192;
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//([^/?#]*)([^#]*))?.*", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]@]+)(?::([0-9]{0,5}))?");
    private static final Pattern LABELS =
            Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.|$)){4}");

    /**
     * Takes a URL apart.
     *
     * @throws FetchRefused where it is malformed, carries userinfo, or has another scheme
     */
    static MediaUrl parse(String url, boolean allowHttp) {
        if (url.length() > LONGEST || url.chars().anyMatch(c -> c <= ' ' || c == 0x7F || c == '\\')) {
            throw malformed("too long, or with a blank, a control character or a backslash in it");
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
            return scheme.equals("https") ? 443 : 80;
        }
        int port = Integer.parseInt(written);
        if (port < 1 || port > 65535) {
            throw malformed("there is no port " + port);
        }
        return port;
    }

    /** Only what can't be sent at all, a character outside ASCII, is written in another way. */
    private static String target(String written) {
        StringBuilder target = new StringBuilder(written.startsWith("/") ? "" : "/");
        for (byte b : written.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0) {
                target.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xFF));
            } else {
                target.append((char) b);
            }
        }
        return target.toString();
    }

    /** Where a Location header of this URL's answer leads, not yet taken apart. */
    String resolve(String location) {
        if (location.startsWith("//")) {
            return scheme + ":" + location;
        }
        if (location.startsWith("/")) {
            return origin() + location;
        }
        if (SHAPE.matcher(location).matches() && location.contains("://")) {
            return location;
        }
        String path = target.split("[?]", 2)[0];
        return origin() + (location.startsWith("?") ? path : path.substring(0, path.lastIndexOf('/') + 1)) + location;
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
