package dev.mediahook.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a sender seems to prove who it is, by the look of one header.
 *
 * @param type the verifying step's class
 * @param properties of that step, by their names
 * @param credential the end of the name of the property that holds its secret
 */
record SignatureGuess(String type, Map<String, String> properties, String credential) {

    private static final String ROOM = "dev.mediahook.verify.";
    private static final Pattern FIELDS = Pattern.compile("(?<time>t|ts)=\\d{9,13},\\s*(?<field>\\w+)=(?<value>\\S+)");
    private static final Pattern PREFIXED = Pattern.compile("(?<prefix>[A-Za-z0-9_-]{1,16}[=,:])?(?<value>\\S+)");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==");

    /** For a sender that shows no header: the last part of its webhook's address is the secret. */
    static SignatureGuess ofNoHeader(String sender) {
        return new SignatureGuess(
                ROOM + "PathTokenProcessor",
                Map.of("tokens", "mediahook." + sender + ".webhook-token"),
                "webhook-token");
    }

    static SignatureGuess of(String sender, String header, String value) {
        String secrets = "mediahook." + sender + ".webhook-secret";
        if (header.equalsIgnoreCase("webhook-signature") && value.startsWith("v1")) {
            return new SignatureGuess(ROOM + "StandardWebhooksProcessor", Map.of("secrets", secrets), "webhook-secret");
        }
        Matcher fields = FIELDS.matcher(value);
        if (fields.matches()) {
            Map<String, String> properties = hmac(header, secrets, fields.group("value"));
            properties.put("signatureField", fields.group("field"));
            properties.put("timestampField", fields.group("time"));
            properties.put("signed", "\"{timestamp}.{body}\"");
            return new SignatureGuess(ROOM + "HmacSignatureProcessor", properties, "webhook-secret");
        }
        Matcher prefixed = PREFIXED.matcher(value);
        if (prefixed.matches() && isDigest(prefixed.group("value"))) {
            Map<String, String> properties = hmac(header, secrets, prefixed.group("value"));
            if (prefixed.group("prefix") != null) {
                properties.put("prefix", "\"" + prefixed.group("prefix") + "\"");
            }
            return new SignatureGuess(ROOM + "HmacSignatureProcessor", properties, "webhook-secret");
        }
        Map<String, String> token = new LinkedHashMap<>();
        token.put("header", header);
        token.put("tokens", "mediahook." + sender + ".webhook-token");
        return new SignatureGuess(ROOM + "HeaderTokenProcessor", token, "webhook-token");
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
