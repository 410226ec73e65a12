package dev.mediahook.standin;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.Stream;

/**
 * How a described sender proves a delivery: the text that it signs, how its key is read, and the headers and the end of
 * the path that carry the proof. All of these may hold {@code {id}}, {@code {timestamp}}, {@code {secret}}, {@code
 * {body}}, {@code {sha256}} (of the body, in hex), {@code {hex}} and {@code {base64}} (of the signature), and pointers
 * into the body such as {@code {/data/id}}. If there are several pointers, as in {@code {/id|/data/id}}, the first that
 * leads to a value counts.
 */
record ProofScheme(Described description) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(/?[A-Za-z0-9_/|-]+)}");
    private static final String ED25519 = "ed25519";

    boolean signs() {
        return description.has("text")
                || description.part("headers").texts().toString().contains("{secret}");
    }

    /** Whether the receiver fetches the keys instead of being told a secret. */
    boolean publishesKeys() {
        return description.text("by", "").equals(ED25519);
    }

    SignedRequest request(String path, byte[] body, String credential, Instant at, WantedAnswer wanted) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", Ids.prefixed("msg_", at + credential));
        values.put("timestamp", Long.toString(at.getEpochSecond()));
        values.put("secret", credential);
        values.put("body", new String(body, StandardCharsets.ISO_8859_1));
        values.put("sha256", HexFormat.of().formatHex(sha256(body)));
        JsonNode json = Json.read(body);
        if (description.has("text")) {
            byte[] signature = signature(filled(description.text("text", ""), values, json), credential);
            values.put("hex", HexFormat.of().formatHex(signature));
            values.put("base64", Base64.getEncoder().encodeToString(signature));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        description.part("headers").texts().forEach((name, value) -> headers.put(name, filled(value, values, json)));
        return new SignedRequest(path + filled(description.text("path", ""), values, json), headers, body, wanted);
    }

    /** One character for each byte, since a body need not be UTF-8. */
    private byte[] signature(String text, String credential) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return publishesKeys() ? DemoKey.sign(bytes, credential) : Hmac.bytes("HmacSHA256", key(credential), bytes);
    }

    private byte[] key(String credential) {
        String rest = credential.substring(credential.indexOf('_') + 1);
        return switch (description.text("key", "text")) {
            case "base64" -> Base64.getDecoder().decode(credential);
            case "base64 after whsec_" -> Base64.getDecoder().decode(rest);
            case "text after whsec_" -> rest.getBytes(StandardCharsets.UTF_8);
            default -> credential.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String filled(String template, Map<String, String> values, JsonNode json) {
        Matcher placeholder = PLACEHOLDER.matcher(template);
        return placeholder.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1).startsWith("/")
                        ? Stream.of(found.group(1).split("\\|", -1))
                                .map(pointer -> json.at(pointer).asText())
                                .filter(text -> !text.isEmpty())
                                .findFirst()
                                .orElse("")
                        : values.getOrDefault(found.group(1), found.group())));
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException unlikely) {
            throw new IllegalStateException("this Java has no SHA-256", unlikely);
        }
    }
}
