package dev.mediahook.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Describes views as JSON Schemas (2020-12), using what the writer of the views itself reports about them. Each record
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
        Found found = new Found();
        try {
            JSON.acceptJsonFormatVisitor(type, found);
        } catch (JsonMappingException impossible) {
            throw new IllegalStateException("a view can't be described", impossible);
        }
        return found.schema;
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

    private static String name(JavaType type) {
        return type.getRawClass().getSimpleName().replaceFirst("View$", "");
    }

    /** Is told of one type. */
    private final class Found extends JsonFormatVisitorWrapper.Base {

        private Map<String, Object> schema = Map.of();

        @Override
        public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
            String name = name(type);
            schema = Map.of("$ref", "#/components/schemas/" + name);
            if (named.containsKey(name)) {
                return new JsonObjectFormatVisitor.Base();
            }
            Map<String, Object> properties = new TreeMap<>();
            List<String> required = new ArrayList<>();
            named.put(name, object(properties, required));
            return new JsonObjectFormatVisitor.Base() {
                @Override
                public void optionalProperty(BeanProperty property) {
                    properties.put(property.getName(), orNull(property.getType()));
                    if (property.getAnnotation(JsonInclude.class) == null) {
                        required.add(property.getName());
                    }
                }

                @Override
                public void property(BeanProperty property) {
                    optionalProperty(property);
                }
            };
        }

        @Override
        public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
            schema = Map.of(
                    "type", "array", "items", type.getContentType() == null ? Map.of() : of(type.getContentType()));
            return new JsonArrayFormatVisitor.Base();
        }

        @Override
        public JsonMapFormatVisitor expectMapFormat(JavaType type) {
            schema = Map.of("type", "object", "additionalProperties", orNull(type.getContentType()));
            return new JsonMapFormatVisitor.Base();
        }

        @Override
        public JsonStringFormatVisitor expectStringFormat(JavaType type) {
            schema = type.hasRawClass(Instant.class)
                    ? Map.of("type", "string", "format", "date-time")
                    : Map.of("type", "string");
            return new JsonStringFormatVisitor.Base();
        }

        @Override
        public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
            schema = Map.of("type", "number");
            return new JsonNumberFormatVisitor.Base();
        }

        @Override
        public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
            schema = Map.of("type", "integer");
            return new JsonIntegerFormatVisitor.Base();
        }

        @Override
        public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
            schema = Map.of("type", "boolean");
            return new JsonBooleanFormatVisitor.Base();
        }

        @Override
        public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
            return new JsonAnyFormatVisitor.Base();
        }
    }
}
