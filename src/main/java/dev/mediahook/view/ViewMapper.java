package dev.mediahook.view;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.mediahook.delivery.EventId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** How Jackson writes views. */
final class ViewMapper {

    private ViewMapper() {}

    static ObjectMapper create() {
        return JsonMapper.builder(new TextFactory())
                .addModule(new SimpleModule()
                        .addSerializer(Instant.class, ToStringSerializer.instance)
                        .addSerializer(EventId.class, ToStringSerializer.instance))
                .build();
    }

    /**
     * Lets Java encode the text: Jackson's own writer of bytes refuses half a surrogate pair, which a sender's text may
     * hold.
     */
    private static final class TextFactory extends JsonFactory {

        private static final long serialVersionUID = 1;

        @Override
        public JsonGenerator createGenerator(OutputStream bytes, JsonEncoding encoding) throws IOException {
            return createGenerator(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
        }
    }
}
