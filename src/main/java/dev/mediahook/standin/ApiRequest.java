package dev.mediahook.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of a sender's API.
 *
 * @param path the path after the sender's name
 * @param query the raw query, or empty
 * @param headers by lower-case name
 * @param body missing if it is not JSON
 */
record ApiRequest(String method, String path, String query, Map<String, String> headers, JsonNode body) {

    boolean is(String wanted, String prefix) {
        return method.equals(wanted) && path.startsWith(prefix);
    }

    /** What follows a prefix in the path, decoded. */
    String after(String prefix) {
        return decoded(path.substring(prefix.length()));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        List<String> pairs = Arrays.asList(query.split("&", -1));
        return pairs.stream()
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1)))
                .findFirst();
    }

    Optional<String> text(String field) {
        return Optional.of(body.path(field).asText()).filter(text -> !text.isEmpty());
    }

    static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
