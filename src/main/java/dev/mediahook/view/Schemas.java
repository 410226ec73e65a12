package dev.mediahook.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.mediahook.delivery.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Describes views as JSON Schemas (2020-12), using the properties that the writer of the views sees in them. Each record
 * is described once, under its name. A value that is no primitive may be null, if it is not known.
 */
public final class Schemas {

    private static final ObjectMapper JSON = ViewMapper.create();

    private final Map<String, Map<String, Object>> named = new TreeMap<>();

    /** The schemas that have been asked for so far, and the schemas that they refer to, by name. */
    public Map<String, Map<String, Object>> named() {
        return named;
    }

    /** The schema of a view, or a reference to it. */
    public Map<String, Object> of(Class<?> view) {
        return of(JSON.constructType(view));
    }

    /** A page of views. */
    public Map<String, Object> page(Class<?> view) {
        Map<String, Object> list = list(view);
        Map<String, Object> properties = properties(list);
        properties.put("next", Map.of("type", List.of("string", "null"), "description", "the cursor of the next page"));
        return object(properties, List.of("items", "next"));
    }

    /** A listing of views that is shown whole. */
    public Map<String, Object> list(Class<?> view) {
        return object(Map.of("items", Map.of("type", "array", "items", of(view))), List.of("items"));
    }

    private static Map<String, Object> properties(Map<String, Object> object) {
        Map<String, Object> properties = new TreeMap<>();
        ((Map<?, ?>) object.getOrDefault("properties", Map.of()))
                .forEach((name, schema) -> properties.put(String.valueOf(name), schema));
        return properties;
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = new TreeMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", required);
        object.put("additionalProperties", false);
        return object;
    }

    private Map<String, Object> of(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (type.isMapLikeType()) {
            return Map.of("type", "object", "additionalProperties", orNull(type.getContentType()));
        }
        if (type.isContainerType()) {
            return Map.of("type", "array", "items", of(type.getContentType()));
        }
        if (type.isEnumType() || raw == String.class || raw == EventId.class) {
            return Map.of("type", "string");
        }
        if (raw == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
            boolean whole = raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class;
            return Map.of("type", whole ? "integer" : "number");
        }
        return raw.isRecord() ? reference(type) : Map.of();
    }

    private Map<String, Object> reference(JavaType view) {
        String name = view.getRawClass().getSimpleName().replaceFirst("View$", "");
        if (!named.containsKey(name)) {
            Map<String, Object> properties = new TreeMap<>();
            List<String> required = new ArrayList<>();
            named.put(name, object(properties, required));
            for (BeanPropertyDefinition property :
                    JSON.getSerializationConfig().introspect(view).findProperties()) {
                properties.put(property.getName(), orNull(property.getPrimaryType()));
                if (property.getAccessor().getAnnotation(JsonInclude.class) == null) {
                    required.add(property.getName());
                }
            }
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> orNull(JavaType type) {
        Map<String, Object> schema = of(type);
        if (type.isPrimitive() || schema.isEmpty()) {
            return schema;
        }
        if (schema.get("type") instanceof String one) {
            Map<String, Object> either = new TreeMap<>(schema);
            either.put("type", List.of(one, "null"));
            return either;
        }
        return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }
}
