package dev.mediahook.receive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came before the body. Kept apart from Camel's headers, so that no stranger steers an endpoint by a header's name.
 */
public final class RequestHead {

    private static final RequestHead NONE = new RequestHead("", Map.of());

    private final String path;
    private final Map<String, List<String>> headers;

    private RequestHead(String path, Map<String, List<String>> headers) {
        this.path = path;
        this.headers = headers;
    }

    /**
     * The head of one request.
     *
     * @param path as requested, without the query
     * @param headers name and value of each header line, in any case of letters, repeated names included
     */
    public static RequestHead of(String path, Iterable<Map.Entry<String, String>> headers) {
        Map<String, List<String>> byName = new TreeMap<>();
        for (Map.Entry<String, String> header : headers) {
            byName.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return new RequestHead(path, byName);
    }

    /** For a delivery that no request brought: one found by polling, or one taken from the inbox. */
    public static RequestHead none() {
        return NONE;
    }

    public String path() {
        return path;
    }

    /** Every value of a header, in the order of arrival; empty where it is missing. */
    public List<String> values(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The first value of a header, or an empty string; for a route that asks for a header by its name. */
    public String header(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? "" : values.get(0);
    }
}
