package dev.mediahook.notify;

import dev.mediahook.delivery.Sha256;
import dev.mediahook.log.LogText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who is notified.
 *
 * @param name of {@code mediahook.notify.{name}.to}, or derived from the URI
 * @param uri the URI of a Camel endpoint
 * @param senders the senders whose jobs it is told of; empty: all
 * @param types types of CloudEvents, or their beginnings before a {@code *}; empty: all
 */
public record Target(String name, String uri, Set<String> senders, List<String> types) {

    private static final String PREFIX = "mediahook.notify.";
    private static final Pattern BY_PROPERTY = Pattern.compile("mediahook\\.notify\\.([a-z0-9-]+)\\.to");
    private static final Pattern BY_VARIABLE = Pattern.compile("MEDIAHOOK_NOTIFY_([A-Z0-9_]+)_TO");
    private static final int SHORT_HASH = 8;

    /**
     * All targets that are configured.
     *
     * @param unnamed the URIs of {@code mediahook.notify.to}
     * @param given the names of all properties and environment variables that are given
     * @param lists the comma-separated values of a property
     */
    public static List<Target> all(
            List<String> unnamed, Collection<String> given, Function<String, List<String>> lists) {
        Map<String, Target> targets = new LinkedHashMap<>();
        unnamed.forEach(uri -> targets.putIfAbsent(hash(uri), new Target(hash(uri), uri, Set.of(), List.of())));
        for (String name : names(given)) {
            List<String> uris = lists.apply(property(name));
            for (int i = 0; i < uris.size(); i++) {
                // A dot, since no configured name contains one.
                String own = i == 0 ? name : name + "." + (i + 1);
                targets.put(
                        own,
                        new Target(
                                own,
                                uris.get(i),
                                Set.copyOf(lists.apply(PREFIX + name + ".senders")),
                                lists.apply(PREFIX + name + ".types")));
            }
        }
        return new ArrayList<>(targets.values());
    }

    /**
     * The properties that hold the named targets' URIs.
     *
     * @param given the names of all properties and environment variables that are given
     */
    public static Set<String> properties(Collection<String> given) {
        return names(given).stream().map(Target::property).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String property(String name) {
        return PREFIX + name + ".to";
    }

    private static Set<String> names(Collection<String> given) {
        Set<String> names = new TreeSet<>();
        for (String one : given) {
            Matcher property = BY_PROPERTY.matcher(one);
            Matcher variable = BY_VARIABLE.matcher(one);
            if (property.matches()) {
                names.add(property.group(1));
            } else if (variable.matches()) {
                names.add(variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        return names;
    }

    private static String hash(String uri) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(uri.getBytes(StandardCharsets.UTF_8));
        return "to-" + Sha256.hex(sha256).substring(0, SHORT_HASH);
    }

    /** Whether this target is told of a sender's event of that type. */
    boolean hears(String sender, String type) {
        return (senders.isEmpty() || senders.contains(sender))
                && (types.isEmpty() || types.stream().anyMatch(pattern -> matches(pattern, type)));
    }

    /**
     * Whether a type of CloudEvents is among those that a filter selects.
     *
     * @param pattern a type, or its beginning before a {@code *}
     */
    public static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }

    /** The URI as others may see it: without options, credentials and query. */
    public String shownUri() {
        return uri.split("[?]", 2)[0].replaceFirst("^([a-z0-9+.-]+:(//)?)[^/@]*@", "$1");
    }

    /** For the log: like {@link #shownUri}, without long path segments, since chat services put keys there. */
    String loggedUri() {
        return LogText.of(shownUri().replaceAll("(?<=[^/:]/)[^/]{16,}", "…"));
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
