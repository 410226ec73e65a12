package dev.mediahook.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The path, the query and the headers of a request. Kept apart from Camel's headers, so that a stranger can't control
 * an endpoint by a header.
 */
public final class RequestHead {

    private static final RequestHead NONE = new RequestHead("", Map.of(), Map.of(), Set.of());

    private final String path;
    private final Map<String, String> query;
    private final Map<String, List<String>> headers;
    private final Set<String> hidden;

    private RequestHead(String path, Map<String, String> query, Map<String, List<String>> headers, Set<String> hidden) {
        this.hidden = hidden;
        this.path = path;
        this.query = query;
        this.headers = headers;
    }

    /**
     * The head of one request.
     *
     * @param path as requested, without the query
     * @param headers name and value of each header line, in any case, including repeated names
     */
    public static RequestHead of(String path, Iterable<Map.Entry<String, String>> headers) {
        Map<String, List<String>> byName = new TreeMap<>();
        for (Map.Entry<String, String> header : headers) {
            byName.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return new RequestHead(path, Map.of(), byName, Set.of());
    }

    /** For a delivery without a request: an answer to a poll, or an event taken from the inbox. */
    public static RequestHead none() {
        return NONE;
    }

    /**
     * A copy with query parameters.
     *
     * @param query decoded; for a repeated parameter its first value
     */
    public RequestHead withQuery(Map<String, String> query) {
        return new RequestHead(path, Map.copyOf(query), headers, hidden);
    }

    /** A copy that hides the values of these headers too. */
    public RequestHead hiding(Set<String> names) {
        Set<String> more = new HashSet<>(hidden);
        names.forEach(name -> more.add(name.toLowerCase(Locale.ROOT)));
        return new RequestHead(path, query, headers, more);
    }

    /** Whether the value of a header is hidden. */
    boolean hides(String name) {
        return hidden.contains(name);
    }

    /** The value of a query parameter, decoded; empty if there is none. */
    public String query(String name) {
        return query.getOrDefault(name, "");
    }

    /** Whether the sender waits for 100 (Continue) before it sends the body (RFC 9110, 10.1.1). */
    public boolean asksFirst() {
        return header("Expect").equalsIgnoreCase("100-continue");
    }

    /** The names of the headers that came, in lower case. */
    public Set<String> names() {
        return Collections.unmodifiableSet(headers.keySet());
    }

    /** The path as requested, without the query. */
    public String path() {
        return path;
    }

    /** All values of a header, in the order of arrival; empty if there is none. */
    public List<String> values(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /**
     * The first value of a header, or an empty string if there is none. A route may ask for a header by its name.
     */
    public String header(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? "" : values.get(0);
    }
}
