package dev.mediahook.notify;

import dev.mediahook.delivery.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who is told.
 *
 * @param name of {@code mediahook.notify.{name}.to}, or one that follows from the URI
 * @param uri a Camel endpoint's
 * @param senders those of whose jobs it is told; empty: all
 * @param types of CloudEvents, or their beginnings before a {@code *}; empty: all
 */
public record Target(String name, String uri, Set<String> senders, List<String> types) {

    private static final Pattern NAMED = Pattern.compile("mediahook\\.notify\\.([a-z0-9-]+)\\.to");
    private static final int SHORT_HASH = 8;

    /**
     * All targets that are configured.
     *
     * @param unnamed the URIs of {@code mediahook.notify.to}
     * @param names of all properties that are given
     * @param lists the comma-separated values of a property
     */
    public static List<Target> all(
            List<String> unnamed, Collection<String> names, Function<String, List<String>> lists) {
        Map<String, Target> targets = new LinkedHashMap<>();
        unnamed.forEach(uri -> targets.putIfAbsent(hash(uri), new Target(hash(uri), uri, Set.of(), List.of())));
        for (String property : new TreeSet<>(names)) {
            name(property).ifPresent(name -> {
                String prefix = "mediahook.notify." + name;
                List<String> uris = lists.apply(property);
                for (int i = 0; i < uris.size(); i++) {
                    String own = i == 0 ? name : name + "-" + (i + 1);
                    targets.put(
                            own,
                            new Target(
                                    own,
                                    uris.get(i),
                                    Set.copyOf(lists.apply(prefix + ".senders")),
                                    lists.apply(prefix + ".types")));
                }
            });
        }
        return new ArrayList<>(targets.values());
    }

    /** The name in a property that says where a named target is. */
    public static Optional<String> name(String property) {
        Matcher named = NAMED.matcher(property);
        return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private static String hash(String uri) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(uri.getBytes(StandardCharsets.UTF_8));
        return "to-" + Sha256.hex(sha256).substring(0, SHORT_HASH);
    }

    /** Whether it is told of a sender's event of a type. */
    boolean hears(String sender, String type) {
        return (senders.isEmpty() || senders.contains(sender))
                && (types.isEmpty() || types.stream().anyMatch(pattern -> matches(pattern, type)));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }

    /** For whoever looks: without options, credentials and query. */
    public String shownUri() {
        return uri.split("[?]", 2)[0].replaceFirst("^([a-z0-9+.-]+:(//)?)[^/@]*@", "$1");
    }

    boolean isHttp() {
        return uri.startsWith("http:") || uri.startsWith("https:");
    }

    boolean isHttps() {
        return uri.startsWith("https:");
    }

    /** Leaves out the URI, which may hold a key. */
    @Override
    public String toString() {
        return "target=" + name;
    }
}
