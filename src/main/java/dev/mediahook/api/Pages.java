package dev.mediahook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A page of a listing and where the next one begins. */
final class Pages {

    private Pages() {}

    /**
     * Writes a page.
     *
     * @param found one more than the limit where there are more
     * @param number what the cursor is made of
     */
    static <T> ObjectNode page(List<T> found, int limit, Function<T, JsonNode> json, ToLongFunction<T> number) {
        List<T> shown = found.size() > limit ? found.subList(0, limit) : found;
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray("items");
        shown.forEach(item -> items.add(json.apply(item)));
        page.put("next", found.size() > limit ? ApiCall.cursor(number.applyAsLong(shown.get(limit - 1))) : null);
        return page;
    }
}
