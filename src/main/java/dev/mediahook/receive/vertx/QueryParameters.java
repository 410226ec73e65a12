package dev.mediahook.receive.vertx;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, decoded when somebody asks for one; of a repeated one the first. */
final class QueryParameters extends AbstractMap<String, String> {

    private final String text;
    private @Nullable Map<String, String> decoded;

    private QueryParameters(String text) {
        this.text = text;
    }

    /**
     * The parameters of a valid query.
     *
     * @param text the query of a target that {@link PercentEncoding#isBroken} has not rejected; null if there is none
     */
    static Map<String, String> of(@Nullable String text) {
        return text == null || text.isEmpty() ? Map.of() : new QueryParameters(text);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return decoded().entrySet();
    }

    private Map<String, String> decoded() {
        Map<String, String> known = decoded;
        if (known == null) {
            known = new HashMap<>();
            for (Map.Entry<String, List<String>> one :
                    new QueryStringDecoder(text, false).parameters().entrySet()) {
                known.put(one.getKey(), one.getValue().get(0));
            }
            decoded = known;
        }
        return known;
    }
}
