package dev.mediahook.console;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a request of the page is answered. */
record ConsoleAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {

    static ConsoleAnswer json(int status, String text) {
        return new ConsoleAnswer(
                status, "application/json", text.getBytes(StandardCharsets.UTF_8), Map.of("Cache-Control", "no-store"));
    }

    ConsoleAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ConsoleAnswer(status, contentType, body, more);
    }
}
