package dev.mediahook.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A map in a description, read by names. */
record Described(Map<?, ?> map) {

    String text(String name, String otherwise) {
        Object value = map.get(name);
        return value == null ? otherwise : String.valueOf(value);
    }

    boolean has(String name) {
        return map.containsKey(name);
    }

    Described part(String name) {
        return new Described(map.get(name) instanceof Map<?, ?> part ? part : Map.of());
    }

    List<String> list(String name) {
        return map.get(name) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** In the order of the description. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return texts;
    }

    /** In the order of the description. */
    Map<String, Described> parts() {
        Map<String, Described> parts = new LinkedHashMap<>();
        map.forEach((name, value) -> parts.put(String.valueOf(name), new Described((Map<?, ?>) value)));
        return parts;
    }
}
