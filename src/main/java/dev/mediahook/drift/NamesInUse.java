package dev.mediahook.drift;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.drift.SeenName.Kind;
import dev.mediahook.event.Event;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the names that one delivery uses. */
final class NamesInUse {

    private static final int DEEPEST = 4;
    private static final int MOST_FIELDS = 100;
    private static final int LONGEST = 120;

    /** A field name that the sender chose. An id that is used as a field name does not match. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,39}");

    /** Headers that every request has, or that proxies add. */
    private static final Pattern USUAL_HEADER = Pattern.compile(
            "host|accept.*|connection|content-(length|type|encoding)|transfer-encoding|date|expect|user-agent"
                    + "|via|forwarded|x-(forwarded|real|envoy|amzn|cloud|request|b3|datadog|vercel|fly)-.*|cf-.*|cdn-loop"
                    + "|trace(parent|state)|baggage|sentry-trace|cookie|upgrade.*|priority|te|keep-alive|cache-control|pragma");

    private NamesInUse() {}

    /**
     * All names, each once.
     *
     * @param headers the names of the headers, in lower case
     */
    static Set<SeenName> of(Event event, Set<String> headers, JsonNode json) {
        Set<SeenName> names = new LinkedHashSet<>();
        String sender = event.sender();
        add(names, sender, Kind.STATUS, event.status());
        headers.stream()
                .filter(header -> !USUAL_HEADER.matcher(header).matches())
                .forEach(header -> add(names, sender, Kind.HEADER, header));
        event.media().forEach(medium -> host(medium.url()).ifPresent(host -> add(names, sender, Kind.HOST, host)));
        fields(names, sender, "", json, 0);
        return names;
    }

    private static void add(Set<SeenName> names, String sender, Kind kind, @Nullable String name) {
        if (name != null && !name.isEmpty() && name.length() <= LONGEST) {
            names.add(new SeenName(sender, kind, name));
        }
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static void fields(Set<SeenName> names, String sender, String path, JsonNode json, int depth) {
        if (depth == DEEPEST || names.size() >= MOST_FIELDS) {
            return;
        }
        if (json.isArray() && !json.isEmpty()) {
            fields(names, sender, path + "[]", json.get(0), depth + 1);
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (WORD.matcher(field.getKey()).matches()) {
                String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                add(names, sender, Kind.FIELD, inner);
                fields(names, sender, inner, field.getValue(), depth + 1);
            }
        }
    }
}
