package dev.mediahook.standin;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs by HMAC as the properties of a bean in a route file say.
 *
 * @param properties by their names; a property that is left out has the bean's default
 */
record HmacScheme(Map<String, String> properties) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9-]+)}");

    /**
     * The headers that prove a body.
     *
     * @param id the id of this delivery, if an id is signed
     * @throws IllegalArgumentException if the file's properties or the secret can't be used
     */
    Map<String, String> headers(byte[] body, String secret, String id, Instant at) {
        Map<String, String> headers = new LinkedHashMap<>();
        String header = property("header", "").replaceFirst("\\s*,.*", "");
        String time = Long.toString(at.getEpochSecond());
        String timestamp = property("timestamp", "");
        String field = property("timestampField", "");
        String signature = property("prefix", "") + encoded(signature(body, secret, id, time, headers));
        String signatureField = property("signatureField", "");
        String named = signatureField.isEmpty() ? signature : signatureField + "=" + signature;
        if (!timestamp.isEmpty() && !timestamp.equalsIgnoreCase(header)) {
            headers.put(timestamp, field.isEmpty() ? time : field + "=" + time);
        } else if (!field.isEmpty()) {
            named = field + "=" + time + "," + named;
        }
        headers.put(header, named);
        return headers;
    }

    private byte[] signature(byte[] body, String secret, String id, String time, Map<String, String> headers) {
        Matcher placeholder = PLACEHOLDER.matcher(property("signed", "{body}").replace("\\n", "\n"));
        // One byte for each character, so that the template's pieces and the body's bytes can be joined as text.
        StringBuilder text = new StringBuilder();
        while (placeholder.find()) {
            placeholder.appendReplacement(
                    text, Matcher.quoteReplacement(piece(placeholder.group(1), body, id, time, headers)));
        }
        placeholder.appendTail(text);
        return Hmac.bytes(
                property("algorithm", "HmacSHA256"),
                key(secret),
                text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private String piece(String name, byte[] body, String id, String time, Map<String, String> headers) {
        return switch (name) {
            case "body" -> new String(body, StandardCharsets.ISO_8859_1);
            case "sha256" -> sha256(body);
            case "timestamp" -> time;
            case "id" -> id(body, id, headers);
            default -> headers.computeIfAbsent(name, missing -> id);
        };
    }

    private String id(byte[] body, String id, Map<String, String> headers) {
        String place = property("id", "");
        if (!place.startsWith("$")) {
            headers.put(place, id);
            return id;
        }
        for (String path : place.strip().split("\\s+(?=\\$)", -1)) {
            try {
                Object found = JsonPath.read(new String(body, StandardCharsets.UTF_8), path);
                return new String(String.valueOf(found).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            } catch (PathNotFoundException elsewhere) {
                // The next path may lead to the id.
            }
        }
        throw new IllegalArgumentException("the body has no id at " + place);
    }

    private byte[] key(String secret) {
        String rest = secret.startsWith("whsec_") ? secret.substring("whsec_".length()) : secret;
        return switch (property("key", "WHOLE_TEXT")) {
            case "TEXT_AFTER_PREFIX" -> rest.getBytes(StandardCharsets.UTF_8);
            case "BASE64_AFTER_PREFIX" -> Base64.getDecoder().decode(rest);
            default -> secret.getBytes(StandardCharsets.UTF_8);
        };
    }

    private String encoded(byte[] signature) {
        return property("encoding", "HEX").equalsIgnoreCase("BASE64")
                ? Base64.getEncoder().encodeToString(signature)
                : HexFormat.of().formatHex(signature);
    }

    private String property(String name, String otherwise) {
        return properties.getOrDefault(name, otherwise);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException unlikely) {
            throw new IllegalStateException("this Java has no SHA-256", unlikely);
        }
    }
}
