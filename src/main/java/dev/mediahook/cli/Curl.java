package dev.mediahook.cli;

import dev.mediahook.standin.SignedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes a delivery as a curl command line. */
final class Curl {

    private Curl() {}

    static String line(URI target, SignedRequest request) {
        StringBuilder line = new StringBuilder("curl -i -X " + request.method() + " " + quoted(target.toString()));
        for (Map.Entry<String, String> header : new TreeMap<>(request.headers()).entrySet()) {
            line.append(" -H ").append(quoted(header.getKey() + ": " + header.getValue()));
        }
        return line.append(" --data-binary ")
                .append(quoted(new String(request.body(), StandardCharsets.UTF_8)))
                .toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
