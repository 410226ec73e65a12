package dev.mediahook.console;

import dev.mediahook.delivery.RawBody;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The response to a request of the console's page. */
record ConsoleAnswer(int status, String contentType, RawBody body, Map<String, String> headers) {

    static final RawBody EMPTY = RawBody.of(new byte[0]);

    static ConsoleAnswer json(int status, String text) {
        return new ConsoleAnswer(
                status,
                "application/json",
                RawBody.of(text.getBytes(StandardCharsets.UTF_8)),
                Map.of("Cache-Control", "no-store"));
    }

    ConsoleAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ConsoleAnswer(status, contentType, body, more);
    }
}
