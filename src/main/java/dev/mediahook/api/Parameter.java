package dev.mediahook.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A query parameter or a header that a call takes.
 *
 * @param place {@code query} or {@code header}
 * @param type of each value: {@code string}, {@code integer} or {@code boolean}
 * @param format of JSON Schema; empty: none
 * @param words the only values there are; empty: any
 * @param several whether several values may be given, comma-separated
 */
record Parameter(
        String name, String place, String type, String format, Set<String> words, boolean several, String meaning) {

    static Parameter text(String name, String meaning) {
        return new Parameter(name, "query", "string", "", Set.of(), false, meaning);
    }

    static Parameter texts(String name, String meaning) {
        return new Parameter(name, "query", "string", "", Set.of(), true, meaning);
    }

    static Parameter words(String name, List<String> words, String meaning) {
        return new Parameter(name, "query", "string", "", new LinkedHashSet<>(words), true, meaning);
    }

    static Parameter time(String name, String meaning) {
        return new Parameter(name, "query", "string", "date-time", Set.of(), false, meaning);
    }

    static Parameter number(String name, String meaning) {
        return new Parameter(name, "query", "integer", "", Set.of(), false, meaning);
    }

    static Parameter yes(String name, String meaning) {
        return new Parameter(name, "query", "boolean", "", Set.of(), false, meaning);
    }

    static Parameter header(String name, String meaning) {
        return new Parameter(name, "header", "string", "", Set.of(), false, meaning);
    }
}
