package dev.mediahook.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One or more JSONPaths to where a payload keeps something, in order of preference. */
final class JsonLocation {

    private static final Configuration NODES = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    private final List<JsonPath> paths;

    /**
     * @param paths JSONPaths separated by blanks: {@code $.job_id $.request_id}
     * @throws InvalidPathException where one can't be read
     */
    JsonLocation(String paths) {
        this.paths = paths.isBlank()
                ? List.of()
                : Arrays.stream(paths.strip().split("\\s+(?=\\$)"))
                        .map(JsonPath::compile)
                        .toList();
    }

    boolean isNowhere() {
        return paths.isEmpty();
    }

    /** The first text or number found, as text. */
    Optional<String> first(JsonNode json) {
        return all(json).findFirst();
    }

    /** Every text or number found, as text, in the order of the paths and then of the payload; blank ones are left out. */
    Stream<String> all(JsonNode json) {
        return paths.stream()
                .flatMap(path -> nodes(path.read(json, NODES)))
                .map(JsonLocation::text)
                .filter(Objects::nonNull);
    }

    private static Stream<JsonNode> nodes(@Nullable JsonNode found) {
        if (found == null) {
            return Stream.empty();
        }
        return found.isArray() ? StreamSupport.stream(found.spliterator(), false) : Stream.of(found);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() || node.isNumber() ? (node.asText().isBlank() ? null : node.asText()) : null;
    }
}
