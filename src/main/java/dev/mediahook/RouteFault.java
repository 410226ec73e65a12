package dev.mediahook;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.model.RouteDefinition;

/** Says in one line what is wrong with a route file, and where. */
final class RouteFault {

    private static final Pattern AT_LINE = Pattern.compile("line (\\d+), column \\d+(: )?");
    private static final Pattern SOURCE_LINE = Pattern.compile("\\.yaml:(\\d+)");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9_.-]+");
    private static final Pattern BINDING = Pattern.compile(
            "Error binding property \\((?<property>[^=]+)=(?<value>.*?)\\) with name: .* on bean: (?<bean>[\\w.$]+)@");
    private static final int SHORTEST_WORD = 4;
    private static final int LONGEST = 300;

    private RouteFault() {}

    /** What a message about a route begins with, so that its line is found in it. */
    static String at(RouteDefinition route) {
        return at(route.getLineNumber());
    }

    /** Likewise, about a line; not positive if nobody knows it. */
    static String at(int line) {
        return line > 0 ? "line " + line + ", column 1: " : "";
    }

    /**
     * File, line if it is known, and cause.
     *
     * @param location of the file
     * @param text of the file: Camel names no line for much that it can't use, but the word that it could not use
     */
    static String line(String location, String text, Throwable fault) {
        List<Throwable> causes =
                Stream.iterate(fault, one -> one != null, Throwable::getCause).toList();
        String cause = causes.stream()
                .map(RouteFault::binding)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> message(causes.stream()
                        .filter(IllegalArgumentException.class::isInstance)
                        .filter(one -> String.valueOf(one.getMessage()).indexOf(' ') > 0)
                        .filter(one -> one.getCause() instanceof com.jayway.jsonpath.InvalidPathException)
                        .findFirst()
                        .orElse(causes.get(causes.size() - 1))));
        String line = causes.stream()
                .map(one -> lineIn(String.valueOf(one.getMessage())))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElseGet(() -> lineOf(cause, text.lines().toList()));
        Optional<String> empty = line.isEmpty() ? nothingUnder(text.lines().toList()) : Optional.empty();
        if (empty.isPresent()) {
            return "file=" + location.replaceFirst("^(file|classpath):", "") + empty.get();
        }
        String shown =
                AT_LINE.matcher(cause).lookingAt() ? AT_LINE.matcher(cause).replaceFirst("") : cause;
        return "file=" + location.replaceFirst("^(file|classpath):", "") + (line.isEmpty() ? "" : " line=" + line)
                + " cause=\"" + shown + "\"";
    }

    /** What Camel says of a bean's property, without the bean's address in memory. */
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

    /** Where the word of the message stands that is rarest in the file. */
    private static String lineOf(String cause, List<String> lines) {
        String property = cause.indexOf(": ") < 0 ? "" : cause.substring(0, cause.indexOf(": ") + 1);
        List<String> starts = lines.stream().map(String::strip).toList();
        for (int at = 0; at < lines.size() && !property.isEmpty(); at++) {
            if (starts.get(at).startsWith(property)) {
                return Integer.toString(at + 1);
            }
        }
        return BETWEEN_WORDS
                .splitAsStream(cause)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(word -> IntStream.range(0, lines.size())
                        .filter(at -> lines.get(at).contains(word))
                        .toArray())
                .filter(found -> found.length > 0)
                .min(Comparator.comparingInt(found -> found.length))
                .map(found -> Integer.toString(found[0] + 1))
                .orElse("");
    }

    /** A key that should have something under it, and has not: Camel fails at it without a word. */
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

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String message(Throwable fault) {
        String message = fault.getMessage() == null ? "" : fault.getMessage();
        String whole = message.indexOf(' ') < 0 ? fault.getClass().getSimpleName() + " " + message : message;
        String oneLine = whole.strip().replaceAll("\\s*\\R\\s*", " ").replace('"', '\'');
        return oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) + "…" : oneLine;
    }
}
