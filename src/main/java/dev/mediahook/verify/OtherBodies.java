package dev.mediahook.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediahook.delivery.RawBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Forms that a body may have had before something rewrote it: a proxy, a framework, an editor, or copying a sample. */
final class OtherBodies {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private OtherBodies() {}

    /** The possible bodies, each by the words that describe it. */
    static Map<String, RawBody> of(RawBody came) {
        Map<String, RawBody> others = new LinkedHashMap<>();
        String text = new String(came.bytes(), StandardCharsets.UTF_8);
        String trimmed = text.strip().replaceFirst("^\ufeff", "");
        others.put("trimmed", body(trimmed));
        others.put("with a line break at its end", body(trimmed + "\n"));
        try {
            JsonNode json = JSON.readTree(trimmed);
            if (json != null && json.isContainerNode()) {
                others.put("re-serialised without blanks", body(JSON.writeValueAsString(json)));
                others.put("re-serialised with a blank after each comma and colon", body(spaced(json)));
                others.put("re-serialised in lines, indented by 2", body(indented(json)));
            }
        } catch (IOException notJson) {
            return others;
        }
        return others;
    }

    /** As Python serialises JSON. */
    private static String spaced(JsonNode json) throws JsonProcessingException {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEntrySpacing(Separators.Spacing.AFTER)
                .withArrayValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(DefaultPrettyPrinter.NopIndenter.instance);
        printer.indentArraysWith(DefaultPrettyPrinter.NopIndenter.instance);
        return JSON.writer(printer).writeValueAsString(json);
    }

    /** As JavaScript and most editors format JSON. */
    private static String indented(JsonNode json) throws JsonProcessingException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return JSON.writer(printer).writeValueAsString(json);
    }

    private static RawBody body(String text) {
        return RawBody.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
