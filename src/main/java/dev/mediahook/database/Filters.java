package dev.mediahook.database;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The optional conditions of a listing. */
public final class Filters {

    private Filters() {}

    /** Those of two named values that are not null: a statement binds no value that it does not mention. */
    public static Map<String, String> of(
            String name, @Nullable String value, String otherName, @Nullable String otherValue) {
        Map<String, String> filters = new HashMap<>();
        if (value != null) {
            filters.put(name, value);
        }
        if (otherValue != null) {
            filters.put(otherName, otherValue);
        }
        return filters;
    }
}
