package dev.mediahook;

import dev.mediahook.config.SettingsFault;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.model.RouteDefinition;

/** Describes in one line what is wrong with a route file, and where. */
final class RouteFault {

    private static final Pattern AT_LINE = Pattern.compile("line (\\d+), column \\d+(: )?");
    private static final Pattern SOURCE_LINE = Pattern.compile("\\.yaml:(\\d+)");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9_.-]+");
    private static final Pattern BINDING = Pattern.compile(
            "Error binding property \\((?<property>[^=]+)=(?<value>.*?)\\) with name: .* on bean: (?<bean>[\\w.$]+)@");
    /** A list of parts, or a Kubernetes resource. */
    private static final Pattern PARTS = Pattern.compile("(?m)^(-\\s|\\[|apiVersion:)");

    /** What Camel puts before the name of a file. */
    private static final String PLACE = "^(file|classpath):";

    private static final String NO_TYPE = "bean type must be set";

    private static final int SHORTEST_WORD = 4;
    private static final int LONGEST = 300;

    private RouteFault() {}

    /** The prefix of a message about a route. It carries the line number. */
    static String at(RouteDefinition route) {
        return at(route.getLineNumber());
    }

    /** The same for a line number; empty if the number is unknown, that is not positive. */
    static String at(int line) {
        return line > 0 ? "line " + line + ", column 1: " : "";
    }

    /** The file of a route; empty if the route was written in Java. */
    static String in(RouteDefinition route) {
        return route.getResource() == null
                ? ""
                : " in " + route.getResource().getLocation().replaceFirst(PLACE, "");
    }

    /**
     * File, line if known, and cause.
     *
     * @param location of the file
     * @param text of the file. Camel often gives no line number, but repeats the word that it could not use
     */
    static String line(String location, String text, Throwable fault) {
        List<Throwable> causes =
                Stream.iterate(fault, one -> one != null, Throwable::getCause).toList();
        String cause = causes.stream()
                .map(RouteFault::binding)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> message(causes.stream()
                        .filter(one -> one instanceof IllegalArgumentException
                                && String.valueOf(one.getMessage()).indexOf(' ') > 0
                                && one.getCause() instanceof com.jayway.jsonpath.InvalidPathException)
                        .findFirst()
                        .orElse(causes.get(causes.size() - 1))));
        List<String> lines = text.lines().toList();
        List<String> messages = Stream.concat(
                        Stream.of(cause), causes.stream().map(one -> String.valueOf(one.getMessage())))
                .toList();
        String line = Stream.concat(
                        messages.stream().map(RouteFault::lineIn),
                        messages.stream().map(one -> lineOf(one, lines)))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
        boolean told = !line.isEmpty() && cause.indexOf(' ') > 0;
        Optional<String> empty =
                cause.contains(NO_TYPE) ? beanWithoutType(lines) : told ? Optional.empty() : nothingUnder(lines);
        return "file=" + location.replaceFirst(PLACE, "")
                + empty.orElse((line.isEmpty() ? "" : " line=" + line) + " cause=\""
                        + cause.replaceFirst("^" + AT_LINE, "") + "\"");
    }

    /** The faulty settings that keep a file from use. They have to be mended, not the file. */
    static List<String> settings(Throwable fault) {
        return Stream.iterate(fault, one -> one != null, Throwable::getCause)
                .filter(SettingsFault.class::isInstance)
                .flatMap(one -> ((SettingsFault) one).faults().stream())
                .filter(one -> one.startsWith("mediahook."))
                .toList();
    }

    /** Camel's message about a bean's property, without the bean's memory address. */
    private static Optional<String> binding(Throwable fault) {
        Matcher binding = BINDING.matcher(String.valueOf(fault.getMessage()));
        if (!binding.find()) {
            return Optional.empty();
        }
        String bean = binding.group("bean").replaceFirst(".*\\.", "");
        String property = binding.group("property");
        return Optional.of(
                fault.getCause() == null
                        ? property + ": a " + bean + " has no such property"
                        : property + ": a " + bean + " can't use the value " + binding.group("value"));
    }

    private static String lineIn(String message) {
        return Stream.of(SOURCE_LINE, AT_LINE)
                .map(pattern -> pattern.matcher(message))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("");
    }

    /** The line of the message's word that is rarest in the file. */
    private static String lineOf(String cause, List<String> lines) {
        String property = cause.indexOf(": ") < 0 ? "" : cause.substring(0, cause.indexOf(": ") + 1);
        for (int at = 0; at < lines.size() && !property.isEmpty(); at++) {
            if (lines.get(at).strip().startsWith(property)) {
                return Integer.toString(at + 1);
            }
        }
        return BETWEEN_WORDS
                .splitAsStream(cause)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(word -> Map.entry(word, linesWith(word, lines)))
                .filter(found -> !found.getValue().isEmpty())
                .min(Comparator.<Map.Entry<String, List<Integer>>>comparingInt(
                                found -> found.getValue().size())
                        .thenComparingInt(found -> -found.getKey().length()))
                .map(found -> found.getValue().get(0).toString())
                .orElse("");
    }

    /** Finds a key without a value below it, for which Camel fails without a useful message. */
    private static Optional<String> nothingUnder(List<String> lines) {
        for (int at = 0; at < lines.size(); at++) {
            String key = lines.get(at).strip().replaceFirst("^- ", "");
            boolean last = at + 1 == lines.size();
            if (key.matches("\\w+:") && (last || indent(lines.get(at + 1)) <= indent(lines.get(at)))) {
                return Optional.of(" line=" + (at + 1) + " cause=\"nothing stands under " + key + "\"");
            }
        }
        return Optional.empty();
    }

    /** Finds the bean without a type: Camel does not say which one it is. */
    private static Optional<String> beanWithoutType(List<String> lines) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).strip().startsWith("- name:")) {
                int field = indent(lines.get(at)) + "- ".length();
                boolean typed = lines.stream()
                        .skip(at + 1L)
                        .takeWhile(line -> line.isBlank() || indent(line) >= field)
                        .anyMatch(line -> indent(line) == field && line.strip().startsWith("type:"));
                if (!typed) {
                    String name =
                            lines.get(at).strip().substring("- name:".length()).strip();
                    return Optional.of(" line=" + (at + 1) + " cause=\"the bean " + name + " has no type:\"");
                }
            }
        }
        return Optional.empty();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /**
     * Lines where the word is a value or part of one. Field names occur in messages too, and comments may say anything.
     */
    private static List<Integer> linesWith(String word, List<String> lines) {
        Pattern value = Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(word) + "(?![A-Za-z0-9_-]|:\\s|:$)");
        return IntStream.range(0, lines.size())
                .filter(at -> !lines.get(at).strip().startsWith("#"))
                .filter(at -> value.matcher(lines.get(at)).find())
                .map(at -> at + 1)
                .boxed()
                .toList();
    }

    /**
     * Finds faults that Camel accepts silently, although the route can't work.
     *
     * @param text of the file
     * @param added the file's routes
     * @param all routes of the context
     * @throws IllegalArgumentException saying what is wrong
     */
    static void check(String text, List<RouteDefinition> added, List<RouteDefinition> all) {
        int unreadable = text.indexOf('\uFFFD');
        if (unreadable >= 0) {
            throw new IllegalArgumentException(
                    "line " + text.substring(0, unreadable).lines().count() + ", column 1: the file is not UTF-8");
        }
        if (added.isEmpty() && !PARTS.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "line 1, column 1: the file has no route: each part of a file begins with"
                            + " a dash at the start of a line, - beans: and - route:");
        }
        boolean keeps = text.contains("mediahookAcknowledge");
        for (RouteDefinition route : added) {
            String from = from(route);
            String events = from.replaceFirst("^mediahook:webhook", "mediahook:inbox");
            if (keeps
                    && from.matches("mediahook:webhook\\?sender=[^&]*")
                    && all.stream().map(RouteFault::from).noneMatch(events::equals)) {
                throw new IllegalArgumentException(at(route) + "nothing works on what the route " + route.getRouteId()
                        + " takes: there is no route from " + events);
            }
        }
    }

    private static String from(RouteDefinition route) {
        return route.getInput() == null ? "" : String.valueOf(route.getInput().getEndpointUri());
    }

    private static String message(Throwable fault) {
        String message = fault.getMessage() == null ? "" : fault.getMessage();
        String whole = message.indexOf(' ') < 0 ? fault.getClass().getSimpleName() + " " + message : message;
        String oneLine = whole.strip().replaceAll("\\s*\\R\\s*", " ").replace('"', '\'');
        return oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) + "…" : oneLine;
    }
}
