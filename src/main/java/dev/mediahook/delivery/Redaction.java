package dev.mediahook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hides secrets in payloads that are shown. The stored bytes stay unchanged. */
public final class Redaction {

    private static final String HIDDEN = "hidden";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Uses maps and lists: in a tree of nodes, a path with a star can't be written to. */
    private static final Configuration MAPS = Configuration.builder()
            .jsonProvider(new JacksonJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    private final List<JsonPath> paths;

    private Redaction(List<JsonPath> paths) {
        this.paths = paths;
    }

    /**
     * Parses JSONPaths separated by blanks.
     *
     * @throws InvalidPathException if a path can't be parsed
     */
    public static Redaction of(String paths) {
        return new Redaction(
                paths.isBlank()
                        ? List.of()
                        : Arrays.stream(paths.strip().split("\\s+(?=\\$)"))
                                .map(path -> JsonLocation.compiled(path))
                                .toList());
    }

    /** The paths of both. */
    public Redaction and(Redaction more) {
        return new Redaction(Stream.concat(paths.stream(), more.paths.stream()).toList());
    }

    public boolean hidesNothing() {
        return paths.isEmpty();
    }

    /** The body with all secrets hidden; empty if the body is not JSON, since nothing can be found in it then. */
    public Optional<byte[]> hide(RawBody body, int limit) {
        return Payload.read(body, limit).map(payload -> {
            DocumentContext copy = JsonPath.using(MAPS).parse(JSON.convertValue(payload.json(), Object.class));
            paths.forEach(path -> copy.set(path, HIDDEN));
            return written(copy.json());
        });
    }

    private static byte[] written(Object json) {
        try {
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a body that was read as JSON can't be written as JSON", impossible);
        }
    }
}
