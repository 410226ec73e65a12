package dev.mediahook.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of all {@code mediahook.…} properties, so that misspelt ones are noticed. The shipped
 * {@code application.properties} is their only source: it lists each with its default and an explanation.
 */
public final class KnownProperties {

    public static final String PREFIX = "mediahook.";

    private static final String FILE = "/mediahook/application.properties";

    private static final Pattern IN_FILE = Pattern.compile("(?m)(?<=^#?)mediahook\\.[a-z0-9.-]+(?==)");
    private static final Pattern IN_ROUTES = Pattern.compile("mediahook\\.[a-z0-9-]+(\\.[a-z0-9-]+)*");

    private static final List<String> NAMES_OF_A_SENDER = List.of(
            "webhook-secret",
            "webhook-token",
            "webhook-timeout",
            "media-hosts",
            "api-url",
            "api-key",
            "keys-url",
            "poll-for",
            "confirm",
            "polls-per-minute",
            "require-known-job");

    private static final Pattern OF_A_SENDER =
            Pattern.compile("mediahook\\.([a-z0-9-]+)\\.(" + String.join("|", NAMES_OF_A_SENDER) + ")");
    private static final Pattern VARIABLE_OF_A_SENDER =
            Pattern.compile("MEDIAHOOK_([A-Z0-9_]+)_(" + variable(String.join("|", NAMES_OF_A_SENDER)) + ")");
    /** A property of a named target. */
    private static final Pattern OF_A_TARGET = Pattern.compile("mediahook\\.notify\\.[a-z0-9-]+\\.(to|senders|types)");

    /** The same as an environment variable, and the variables that Kubernetes sets for a service named mediahook. */
    private static final Pattern OTHER_VARIABLE = Pattern.compile("MEDIAHOOK_NOTIFY_[A-Z0-9_]+_(TO|SENDERS|TYPES)"
            + "|MEDIAHOOK_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_[0-9]+_.*)?)");

    private static final Pattern SECRET =
            Pattern.compile("mediahook[._][^,]*(?:secret|token|api.key|server.key|password)");

    /**
     * Always hidden, since not all of a host's properties can be listed. Camel hides the other shipped ones by itself.
     */
    private static final String SECRETS =
            "mediahook.webhook-secret,mediahook.webhook-token,mediahook.read-token,mediahook.server-key,";

    private static final Set<String> SHARED = Stream.concat(
                    HostProperties.ALL.stream(),
                    names(IN_FILE, shipped())
                            .filter(name -> !OF_A_SENDER.matcher(name).matches()))
            .collect(Collectors.toUnmodifiableSet());

    private KnownProperties() {}

    /** The names of properties that do not belong to one sender. */
    public static Set<String> shared() {
        return SHARED;
    }

    /**
     * The senders whose own properties are among these.
     *
     * @param names of properties and of environment variables; in a variable, _ stands for a - of the sender's name
     */
    public static Set<String> senders(Collection<String> names) {
        return Stream.concat(
                        names.stream()
                                .map(OF_A_SENDER::matcher)
                                .filter(Matcher::matches)
                                .map(property -> property.group(1)),
                        names.stream()
                                .map(VARIABLE_OF_A_SENDER::matcher)
                                .filter(Matcher::matches)
                                .map(variable -> variable.group(1)
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All valid names, given these senders. */
    public static Set<String> all(Collection<String> senders) {
        Set<String> all = new LinkedHashSet<>(SHARED);
        senders.forEach(sender -> NAMES_OF_A_SENDER.forEach(name -> all.add(PREFIX + sender + "." + name)));
        return all;
    }

    /** Whether a property's value, which may be comma-separated, is secret. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    /**
     * The text by which Camel hides secrets. Camel takes the part of a name after its last dot, without dashes, and
     * hides the value if this text contains that part. In a variable, an underscore may stand for a dot or a dash, so
     * the text has a variable's words both joined and separate.
     *
     * @param hidden the text so far; null if there is none
     * @param given the names of properties and of environment variables
     */
    public static String sensitive(@Nullable String hidden, Collection<String> given) {
        String ends = names(SECRET, SECRETS + String.join(",", given).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","))
                .replaceAll("mediahook[^,]*\\.", "");
        // A store's endpoint URI may contain a key.
        return ends.replace("-", "") + "," + ends.replace("_", "") + ",store," + Objects.toString(hidden, "");
    }

    /**
     * The given names that look like Mediahook properties but are unknown, each with the nearest known name.
     *
     * @param names of properties: {@code mediahook.data-dir}
     * @param variables the names of environment variables: {@code MEDIAHOOK_DATA_DIR}
     * @param routeTexts the texts of the route files, which may use properties of their own
     * @param senders the senders of the route files
     * @param isSender whether a name is that of a sender elsewhere
     */
    public static Set<UnknownProperty> unknown(
            Collection<String> names,
            Collection<String> variables,
            List<String> routeTexts,
            Set<String> senders,
            Predicate<String> isSender) {
        Set<String> those = new TreeSet<>(senders);
        Stream.of(names, variables)
                .flatMap(given -> senders(given).stream())
                .filter(isSender)
                .forEach(those::add);
        Set<String> known = all(those);
        routeTexts.forEach(text -> names(IN_ROUTES, text).forEach(known::add));
        Set<String> knownVariables =
                known.stream().map(KnownProperties::variable).collect(Collectors.toCollection(LinkedHashSet::new));
        return Stream.concat(unknown(names, known, OF_A_TARGET), unknown(variables, knownVariables, OTHER_VARIABLE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<UnknownProperty> unknown(Collection<String> names, Set<String> known, Pattern others) {
        return names.stream()
                .filter(name -> !known.contains(name) && !others.matcher(name).matches())
                .filter(name -> isMeantForUs(name, known))
                .map(name -> UnknownProperty.of(name, known));
    }

    /** The environment variable of a property, as Camel derives it. */
    public static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Whether a name was meant for Mediahook, whatever its case and dots. Also true for a sender's property without the
     * prefix.
     */
    private static boolean isMeantForUs(String name, Set<String> known) {
        int first = UnknownProperty.endOfFirstWord(name);
        boolean near = first < name.length()
                && UnknownProperty.distance(name.substring(0, first).toLowerCase(Locale.ROOT), "mediahook") <= 2;
        String letters = UnknownProperty.letters(name);
        return near
                || (letters.startsWith("mediahook") && letters.length() > "mediahook".length())
                || (known.contains(PREFIX + name)
                        && OF_A_SENDER.matcher(PREFIX + name).matches());
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    private static String shipped() {
        try (InputStream file = Objects.requireNonNull(KnownProperties.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't read " + FILE, unreadable);
        }
    }
}
