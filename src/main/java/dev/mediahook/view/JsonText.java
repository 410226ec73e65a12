package dev.mediahook.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.mediahook.delivery.EventId;
import java.time.Instant;

/** Writes views as JSON: the fields in the order of the record, what is not known as null, times as ISO 8601. */
public final class JsonText {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(EventId.class, ToStringSerializer.instance))
            .build();

    private JsonText() {}

    static JavaType type(Class<?> view) {
        return JSON.constructType(view);
    }

    /** Has a visitor told how a type is written. */
    static void describe(JavaType type, JsonFormatVisitorWrapper visitor) {
        try {
            JSON.acceptJsonFormatVisitor(type, visitor);
        } catch (JsonMappingException impossible) {
            throw new IllegalStateException("a view can't be described", impossible);
        }
    }

    /** As text and not as bytes: a writer of bytes refuses half a surrogate pair, which a sender's text may hold. */
    public static String of(Object view) {
        try {
            return JSON.writeValueAsString(view);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a view can't be written as JSON", impossible);
        }
    }
}
