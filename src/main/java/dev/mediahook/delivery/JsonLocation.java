package dev.mediahook.delivery;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One or more JSONPaths to a value in a payload, in order of preference. */
public final class JsonLocation {

    private static final Configuration NODES = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    /** A path of plain names. Nearly all paths are. */
    private static final Pattern NAMES_ONLY = Pattern.compile("\\$((?:\\.[A-Za-z0-9_-]+)+)");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private static final Pattern URL = Pattern.compile("(?i)https?://");

    private final List<Function<JsonNode, @Nullable JsonNode>> paths;
    private final boolean filters;

    /**
     * @param paths JSONPaths separated by blanks: {@code $.job_id $.request_id}
     * @throws InvalidPathException if a path can't be parsed
     */
    public JsonLocation(String paths) {
        this.filters = paths.indexOf('?') >= 0;
        this.paths = paths.isBlank()
                ? List.of()
                : Arrays.stream(paths.strip().split("\\s+(?=\\$)"))
                        .map(JsonLocation::reading)
                        .toList();
    }

    /** The first string or number found in a body, as text; empty if the body is not JSON. */
    public Optional<String> first(RawBody body) {
        return Payload.read(body, Payload.USUAL_LIMIT).flatMap(payload -> first(payload.json()));
    }

    /** The first string or number found, as text. */
    public Optional<String> first(JsonNode json) {
        return first(json, JsonLocation::text);
    }

    /** The first string, number or boolean found, as text. */
    public Optional<String> firstWord(JsonNode json) {
        return first(json, node -> node.isBoolean() ? node.asText() : text(node));
    }

    private Optional<String> first(JsonNode json, Function<JsonNode, @Nullable String> reading) {
        for (Function<JsonNode, @Nullable JsonNode> path : paths) {
            for (JsonNode node : nodes(path.apply(json))) {
                String text = reading.apply(node);
                if (text != null) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a value is found that is not null, false, blank, or a list or an object of only such values. A filter may
     * choose an object because of such a value, so if the paths have a filter, only an empty object is nothing.
     */
    public boolean stands(JsonNode json) {
        return paths.stream().map(path -> path.apply(json)).anyMatch(node -> node != null && isSomething(node));
    }

    /** Uses a loop, which needs one stack frame per level; streams needed a dozen and overflowed the stack. */
    private boolean isSomething(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isObject() && filters) {
            return !node.isEmpty();
        }
        for (JsonNode member : node) {
            if (isSomething(member)) {
                return true;
            }
        }
        return !node.isContainerNode() && !node.asText("").isBlank();
    }

    /**
     * Every string or number found, as text, in the order of the paths and then of the payload. Leaves out blank
     * values, and those that an earlier path has found already.
     */
    public List<String> distinct(JsonNode json) {
        return distinct(json, Integer.MAX_VALUE);
    }

    /** The same, but stops after {@code most} values. */
    public List<String> distinct(JsonNode json, int most) {
        List<String> found = new ArrayList<>();
        for (Function<JsonNode, @Nullable JsonNode> path : paths) {
            Set<String> earlier = Set.copyOf(found);
            for (JsonNode node : nodes(path.apply(json))) {
                if (found.size() >= most) {
                    return found;
                }
                String text = text(node);
                if (text != null && !earlier.contains(text)) {
                    found.add(text);
                }
            }
        }
        return found;
    }

    /** Every value found, lists and objects unchanged. */
    public Stream<JsonNode> whole(JsonNode json) {
        return paths.stream()
                .map(path -> path.apply(json))
                .filter(node -> node != null && !node.isMissingNode() && !node.isNull());
    }

    public boolean isNowhere() {
        return paths.isEmpty();
    }

    /** A path of plain names becomes a JSON pointer, which is many times faster than a JSONPath. */
    private static Function<JsonNode, @Nullable JsonNode> reading(String path) {
        Matcher names = NAMES_ONLY.matcher(path);
        if (names.matches()) {
            JsonPointer pointer = JsonPointer.compile(names.group(1).replace('.', '/'));
            return json -> json.at(pointer);
        }
        JsonPath compiled = compiled(path);
        if (path.endsWith("..*")) {
            // A JSONPath finds the members of a list or an object, but nothing inside a string.
            Function<JsonNode, @Nullable JsonNode> whole = reading(path.substring(0, path.length() - "..*".length()));
            return json -> {
                JsonNode found = whole.apply(json);
                boolean text = found != null && found.isTextual();
                return urls(text ? JsonNodeFactory.instance.arrayNode().add(found) : compiled.read(json, NODES));
            };
        }
        return path.endsWith(".*") ? json -> urls(compiled.read(json, NODES)) : json -> compiled.read(json, NODES);
    }

    /**
     * Compiles a path and rejects unbalanced brackets: the library reads {@code $.job[} as {@code $.job}.
     *
     * @throws InvalidPathException if the path can't be parsed
     */
    static JsonPath compiled(String path) {
        String unquoted = QUOTED.matcher(path).replaceAll("");
        if (unquoted.chars().filter(one -> one == '[').count()
                != unquoted.chars().filter(one -> one == ']').count()) {
            throw new InvalidPathException("its brackets do not match");
        }
        return JsonPath.compile(path);
    }

    /** Keeps only the members that are URLs. */
    private static @Nullable JsonNode urls(@Nullable JsonNode found) {
        if (found == null || !found.isArray()) {
            return found;
        }
        ArrayNode urls = JsonNodeFactory.instance.arrayNode();
        found.forEach(member -> {
            if (URL.matcher(member.asText()).lookingAt()) {
                urls.add(member);
            }
        });
        return urls;
    }

    private static Iterable<JsonNode> nodes(@Nullable JsonNode found) {
        if (found == null) {
            return List.of();
        }
        return found.isArray() ? found : List.of(found);
    }

    /** A number that is too large for its type, such as 1e999, is infinite by now, and its text is lost. */
    private static @Nullable String text(JsonNode node) {
        boolean said = node.isTextual() || (node instanceof NumericNode number && !number.isNaN());
        return said && !node.asText().isBlank() ? node.asText() : null;
    }
}
