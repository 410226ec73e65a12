package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which setting is wrong if a signature does not verify: it tries the same secret with other key derivations,
 * templates, encodings and algorithms. This costs many HMACs, so it is done rarely, and only for small bodies.
 */
final class NearMiss {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int LARGEST_BODY = 64 << 10;
    private static final int MOST_SECRETS = 4;
    private static final int MOST_SIGNATURES = 8;
    private static final int MOST_HEADERS = 4;
    private static final String OTHER_FORM = "another prefix or field";

    private static final Map<Integer, String> BY_LENGTH = Map.of(20, "HmacSHA1", 32, "HmacSHA256", 64, "HmacSHA512");
    private static final List<String> TEMPLATES =
            List.of("{body}", "{timestamp}.{body}", "{timestamp},{body}", "{id}.{timestamp}.{body}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9]{1,8}=(?=.)");

    /** Bytes that may be a signature. */
    private static final class Signature {

        private final SignatureEncoding encoding;
        private final byte[] bytes;

        Signature(SignatureEncoding encoding, byte[] bytes) {
            this.encoding = encoding;
            this.bytes = bytes;
        }
    }

    private final HmacSettings settings;
    private final Throttle throttle = new Throttle(PAUSE);

    /** The time header that is tried if none is configured. */
    private static final SignedTime USUAL_TIME = new SignedTime("webhook-timestamp", "", Duration.ZERO);

    NearMiss(HmacSettings settings) {
        this.settings = settings;
    }

    /**
     * The settings with which the delivery would verify; empty if there are none, or if it is too soon to try again.
     */
    Optional<String> find(Delivery delivery) {
        boolean seemsSigned = delivery.head().names().stream()
                .anyMatch(name -> !signatures(delivery.head().header(name)).isEmpty());
        if (!seemsSigned || delivery.body().size() > LARGEST_BODY || !throttle.allows(delivery.receivedAt())) {
            return Optional.empty();
        }
        String configured =
                SignatureHeader.present(delivery.head(), settings.header().name());
        List<Signature> signatures = signatures(delivery.head().header(configured));
        return bySettings(delivery, signatures)
                .or(() -> byBody(delivery, signatures))
                .or(() -> byHeader(delivery, configured))
                .map(Refusal.REMEDY::concat);
    }

    /** Finds out whether something between the sender and us has rewritten the body. */
    private Optional<String> byBody(Delivery delivery, List<Signature> signatures) {
        if (signatures.isEmpty()) {
            return Optional.empty();
        }
        return OtherBodies.of(delivery.body()).entrySet().stream()
                .filter(other ->
                        bySettings(delivery.with(other.getValue()), signatures).isPresent())
                .map(other -> "the body " + other.getKey() + ": what was signed is not what came")
                .findFirst();
    }

    /** Shows a header's name only if the sender's secret made its signature. */
    private Optional<String> byHeader(Delivery delivery, String configured) {
        return delivery.head().names().stream()
                .filter(name -> !name.equalsIgnoreCase(configured))
                .filter(name -> !signatures(delivery.head().header(name)).isEmpty())
                .limit(MOST_HEADERS)
                .flatMap(name -> bySettings(delivery, signatures(delivery.head().header(name)))
                        .map(found -> "header=" + name + (found.equals(OTHER_FORM) ? "" : " " + found))
                        .stream())
                .findFirst();
    }

    private Optional<String> bySettings(Delivery delivery, List<Signature> signatures) {
        if (signatures.isEmpty()) {
            return Optional.empty();
        }
        for (String template : templates()) {
            List<byte[]> text = text(template, delivery);
            if (text != null) {
                for (Signature signature : signatures) {
                    Optional<String> found = byKeys(template, text, signature);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> byKeys(String template, List<byte[]> text, Signature signature) {
        String algorithm = String.valueOf(BY_LENGTH.get(signature.bytes.length));
        for (KeyDerivation reading : KeyDerivation.values()) {
            for (String secret : settings.secrets()
                    .subList(0, Math.min(MOST_SECRETS, settings.secrets().size()))) {
                if (made(algorithm, reading, secret, text, signature)) {
                    return Optional.of(described(template, algorithm, reading, signature.encoding));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean made(
            String algorithm, KeyDerivation reading, String secret, List<byte[]> text, Signature signature) {
        try {
            return new HmacKey(algorithm, reading.key(secret)).matchesAny(List.of(signature.bytes), text);
        } catch (IllegalArgumentException notReadSo) {
            return false;
        }
    }

    private String described(String template, String algorithm, KeyDerivation reading, SignatureEncoding encoding) {
        List<String> others = new ArrayList<>();
        if (reading != settings.derivation()) {
            others.add("key=" + reading);
        }
        if (!template.equals(settings.signed())) {
            others.add("signed=" + template);
        }
        if (!algorithm.equals(settings.algorithm())) {
            others.add("algorithm=" + algorithm);
        }
        if (encoding != settings.header().encoding()) {
            others.add("encoding=" + encoding);
        }
        return others.isEmpty() ? OTHER_FORM : String.join(" ", others);
    }

    private Set<String> templates() {
        Set<String> templates = new LinkedHashSet<>();
        templates.add(settings.signed());
        templates.addAll(TEMPLATES);
        return templates;
    }

    /** The text to sign; null if the delivery lacks something that the template needs. */
    private @Nullable List<byte[]> text(String template, Delivery delivery) {
        SignedText text = new SignedText(template, settings.id().isEmpty() ? "webhook-id" : settings.id());
        SignedTime time = settings.time() == null ? USUAL_TIME : settings.time();
        try {
            return text.of(delivery, text.hasTimestamp() ? time.text(delivery) : null);
        } catch (Unverifiable lacking) {
            return null;
        }
    }

    /** Everything in the header that may be a signature, whatever prefix it has. */
    private static List<Signature> signatures(String header) {
        List<Signature> signatures = new ArrayList<>();
        for (String part : header.split("[ ,]+", MOST_SIGNATURES + 1)) {
            for (SignatureEncoding encoding : SignatureEncoding.values()) {
                try {
                    byte[] bytes = encoding.decode(TAG.matcher(part).replaceFirst(""));
                    if (BY_LENGTH.containsKey(bytes.length) && signatures.size() < MOST_SIGNATURES) {
                        signatures.add(new Signature(encoding, bytes));
                    }
                } catch (IllegalArgumentException notThisEncoding) {
                    // The next encoding may fit.
                }
            }
        }
        return signatures;
    }
}
