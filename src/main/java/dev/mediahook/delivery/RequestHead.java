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
 * What came before the body. Kept apart from Camel's headers, so that no stranger steers an endpoint by a header's name.
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
     * @param headers name and value of each header line, in any case of letters, repeated names included
     */
    public static RequestHead of(String path, Iterable<Map.Entry<String, String>> headers) {
        Map<String, List<String>> byName = new TreeMap<>();
        for (Map.Entry<String, String> header : headers) {
            byName.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return new RequestHead(path, Map.of(), byName, Set.of());
    }

    /** For a delivery that no request brought: one found by polling, or one taken from the inbox. */
    public static RequestHead none() {
        return NONE;
    }

    /**
     * The same head with what stood after the question mark.
     *
     * @param query decoded; of a repeated parameter the first
     */
    public RequestHead withQuery(Map<String, String> query) {
        return new RequestHead(path, Map.copyOf(query), headers, hidden);
    }

    /** The same head; the values of these headers are shown to nobody. */
    public RequestHead hiding(Set<String> names) {
        Set<String> more = new HashSet<>(hidden);
        names.forEach(name -> more.add(name.toLowerCase(Locale.ROOT)));
        return new RequestHead(path, query, headers, more);
    }

    /** Whether the value of a header is shown to nobody. */
    boolean hides(String name) {
        return hidden.contains(name);
    }

    /** The value of a query parameter, decoded; empty if it is missing. */
    public String query(String name) {
        return query.getOrDefault(name, "");
    }

    /** Whether the sender waits with the body until it is told to go on (RFC 9110, 10.1.1). */
    public boolean asksFirst() {
        return header("Expect").equalsIgnoreCase("100-continue");
    }

    /** The names of the headers that came, in lower case. */
    public Set<String> names() {
        return Collections.unmodifiableSet(headers.keySet());
    }

    /** As requested, without the query. */
    public String path() {
        return path;
    }

    /** Every value of a header, in the order of arrival; empty if it is missing. */
    public List<String> values(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The first value of a header, or an empty string; for a route that asks for a header by its name. */
    public String header(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? "" : values.get(0);
    }
}
