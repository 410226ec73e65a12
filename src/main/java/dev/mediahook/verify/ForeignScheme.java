package dev.mediahook.verify;

import dev.mediahook.delivery.RequestHead;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises signatures in other headers than the configured one, so that the person on call learns that the sender
 * signs differently than configured.
 */
final class ForeignScheme {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int LONGEST = 2000;

    private static final Map<Pattern, String> BY_VALUE = byValue();

    private ForeignScheme() {}

    /**
     * The name and the likely scheme of the first header that looks like a signature.
     *
     * @param own the configured header, which is skipped
     */
    static Optional<String> in(RequestHead head, String own) {
        return head.names().stream()
                .filter(name -> !name.equals(own.toLowerCase(Locale.ROOT)))
                .filter(name -> name.contains("signature") || name.equals("authorization"))
                .filter(name -> NAME.matcher(name).matches())
                .flatMap(name -> scheme(head.header(name)).map(scheme -> name + " looks like " + scheme).stream())
                .findFirst();
    }

    private static Optional<String> scheme(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        return BY_VALUE.entrySet().stream()
                .filter(scheme -> scheme.getKey().matcher(value.strip()).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<Pattern, String> byValue() {
        Map<Pattern, String> schemes = new LinkedHashMap<>();
        schemes.put(Pattern.compile("v1a?,[A-Za-z0-9+/=_-]{40,}( .*)?"), "Standard Webhooks");
        schemes.put(Pattern.compile("v[0-9],[0-9A-Fa-f]{64}( .*)?"), "a list of HMACs in hex");
        schemes.put(Pattern.compile("t=[0-9]+,v[0-9]=.+"), "an HMAC with a signed time (t=…,v1=…)");
        schemes.put(Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"), "a JWT");
        schemes.put(Pattern.compile("(?i)bearer .+"), "a bearer token");
        schemes.put(Pattern.compile("sha(1|256|512)=[0-9A-Fa-f]+"), "an HMAC with a prefix");
        schemes.put(Pattern.compile("[0-9A-Fa-f]{64}"), "HMAC-SHA256 in hex");
        schemes.put(Pattern.compile("[0-9A-Fa-f]{128}"), "Ed25519 or HMAC-SHA512 in hex");
        schemes.put(Pattern.compile("[A-Za-z0-9+/]{43}="), "HMAC-SHA256 in base64");
        return schemes;
    }
}
