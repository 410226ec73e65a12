package dev.mediahook.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses from the headers how a sender authenticates its deliveries.
 *
 * @param type the verifying step's class
 * @param properties of that step, by name
 * @param credential the last part of the name of the property that holds the sender's secret
 */
record SignatureGuess(String type, Map<String, String> properties, String credential) {

    private static final String ROOM = "dev.mediahook.verify.";
    private static final Pattern TIME = Pattern.compile("\\d{9,13}");
    private static final Pattern TIME_NAME = Pattern.compile("(?i)t|ts|time|timestamp");
    private static final Pattern FIELD = Pattern.compile("(?:^|[,;])\\s*(?<name>\\w{1,16})=(?<value>[^,;\\s]+)");
    private static final Pattern PREFIXED = Pattern.compile("(?<prefix>[A-Za-z0-9_-]{1,16}[=,:])?(?<value>\\S+)");
    private static final Pattern SIGNED = Pattern.compile("(?i).*(signature|hmac|digest)");
    private static final Pattern SECRET = Pattern.compile("(?i).*(authorization|token|secret|key).*");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==");

    /** For a sender without such a header: the last part of its webhook's URL is the secret. */
    static SignatureGuess ofNoHeader(String sender) {
        return new SignatureGuess(
                ROOM + "PathTokenProcessor",
                Map.of("tokens", "mediahook." + sender + ".webhook-token"),
                "webhook-token");
    }

    /** Whether the body is not covered, so that a success should be confirmed with the sender. */
    boolean isToken() {
        return credential.equals("webhook-token");
    }

    /**
     * @param headers by name, in the given order; not empty
     */
    static SignatureGuess of(String sender, Map<String, String> headers) {
        Map.Entry<String, String> proof = headers.entrySet().stream()
                .min(Comparator.comparingInt(SignatureGuess::rank))
                .orElseThrow();
        String name = proof.getKey();
        String value = proof.getValue();
        String secrets = "mediahook." + sender + ".webhook-secret";
        if (name.equalsIgnoreCase("webhook-signature") && value.startsWith("v1")) {
            return new SignatureGuess(ROOM + "StandardWebhooksProcessor", Map.of("secrets", secrets), "webhook-secret");
        }
        Map<String, String> properties = rank(proof) < 2
                ? ofFields(name, fields(value), secrets)
                : digest(value)
                        .map(found -> ofDigest(name, found, headers, secrets))
                        .orElse(Map.of());
        if (!properties.isEmpty()) {
            return new SignatureGuess(ROOM + "HmacSignatureProcessor", properties, "webhook-secret");
        }
        Map<String, String> token = new LinkedHashMap<>();
        token.put("header", name);
        token.put("tokens", "mediahook." + sender + ".webhook-token");
        return new SignatureGuess(ROOM + "HeaderTokenProcessor", token, "webhook-token");
    }

    /** The lower, the more the header looks like a signature or another proof. */
    private static int rank(Map.Entry<String, String> header) {
        Map<String, String> fields = fields(header.getValue());
        if (fields.values().stream().anyMatch(SignatureGuess::isDigest)
                && fields.keySet().stream().anyMatch(name -> isTime(name, fields))) {
            return 1;
        }
        if (SIGNED.matcher(header.getKey()).matches()) {
            return 2;
        }
        boolean secret = SECRET.matcher(header.getKey()).matches();
        return digest(header.getValue()).isPresent() && !secret ? 3 : secret ? 4 : 5;
    }

    private static boolean isTime(String name, Map<String, String> fields) {
        return TIME_NAME.matcher(name).matches()
                && TIME.matcher(fields.getOrDefault(name, "")).matches();
    }

    /** The fields of a header such as {@code t=…,v1=…}. */
    private static Map<String, String> fields(String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        FIELD.matcher(value).results().forEach(found -> fields.putIfAbsent(found.group(1), found.group(2)));
        return fields;
    }

    private static Map<String, String> ofFields(String header, Map<String, String> fields, String secrets) {
        String signature = fields.keySet().stream()
                .filter(name -> isDigest(fields.getOrDefault(name, "")))
                .findFirst()
                .orElseThrow();
        String time = fields.keySet().stream()
                .filter(name -> isTime(name, fields))
                .findFirst()
                .orElseThrow();
        Map<String, String> properties = hmac(header, secrets, fields.getOrDefault(signature, ""));
        properties.put("signatureField", signature);
        properties.put("timestampField", time);
        properties.put("signed", "\"{timestamp}.{body}\"");
        return properties;
    }

    /** Includes other headers that seem to be signed too: {@code acme-id} and {@code acme-timestamp}. */
    private static Map<String, String> ofDigest(
            String header, Matcher found, Map<String, String> headers, String secrets) {
        Map<String, String> properties = hmac(header, secrets, found.group("value"));
        if (found.group("prefix") != null) {
            properties.put("prefix", "\"" + found.group("prefix") + "\"");
        }
        Optional<String> time = headers.keySet().stream()
                .filter(name -> TIME.matcher(headers.getOrDefault(name, "")).matches())
                .findFirst();
        Optional<String> id = headers.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).matches("(webhook|svix|.*(webhook|message|msg))-id"))
                .findFirst();
        if (time.isPresent()) {
            properties.put("timestamp", time.get());
            id.ifPresent(name -> properties.put("id", name));
            properties.put("signed", id.isPresent() ? "\"{id}.{timestamp}.{body}\"" : "\"{timestamp}.{body}\"");
        }
        return properties;
    }

    private static Optional<Matcher> digest(String value) {
        Matcher prefixed = PREFIXED.matcher(value);
        return prefixed.matches() && isDigest(prefixed.group("value")) ? Optional.of(prefixed) : Optional.empty();
    }

    private static boolean isDigest(String value) {
        return HEX.matcher(value).matches() || BASE64.matcher(value).matches();
    }

    private static Map<String, String> hmac(String header, String secrets, String signature) {
        boolean hex = HEX.matcher(signature).matches();
        int bytes = hex ? signature.length() / 2 : signature.length() * 3 / 4;
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("header", header);
        properties.put("encoding", hex ? "HEX" : "BASE64");
        String digest = bytes <= 21 ? "1" : bytes <= 33 ? "256" : "512";
        if (!digest.equals("256")) {
            properties.put("algorithm", "HmacSHA" + digest.toUpperCase(Locale.ROOT));
        }
        properties.put("secrets", secrets);
        return properties;
    }
}
