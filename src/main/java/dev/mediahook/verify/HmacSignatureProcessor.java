package dev.mediahook.verify;

import dev.mediahook.config.Amounts;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.delivery.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * Refuses a delivery without a valid HMAC of its sender. If a sender signs the body alone, in hex, a header and a
 * property of secrets are enough; the other properties are for other senders.
 */
@NullUnmarked
public final class HmacSignatureProcessor extends VerifierProcessor {

    private String header = "";
    private String signatureField = "";
    private String prefix = "";
    private SignatureEncoding encoding = SignatureEncoding.HEX;
    private boolean list;
    private String signed = "{body}";
    private String id = "";
    private String timestamp = "";
    private String timestampField = "";
    private Duration tolerance = Duration.ofMinutes(5);
    private String algorithm = "HmacSHA256";
    private KeyDerivation key = KeyDerivation.WHOLE_TEXT;
    private String secrets;
    private String sharedSecretHeader = "";
    private NearMiss nearMiss;

    @Override
    Verifier verifier() {
        if (header.isBlank()) {
            throw new IllegalArgumentException("header: needs the name of the signature's header");
        }
        List<String> configured = secrets(
                secrets, secret -> new HmacKey("HmacSHA256", key.key(secret)), "can't be read as a key by " + key);
        HmacSettings settings = new HmacSettings(
                new SignatureHeader(header, signatureField, prefix, encoding, list),
                signed,
                id,
                time(),
                algorithm,
                key,
                configured);
        nearMiss = new NearMiss(settings);
        SecretVerifier signature = settings.signature();
        return sharedSecretHeader.isBlank()
                ? signature
                : new SignatureOrSharedSecret(
                        header,
                        signature,
                        sharedSecretHeader,
                        new Token(TokenPlaces.header(sharedSecretHeader, ""), configured));
    }

    private SignedTime time() {
        boolean none = timestamp.isBlank() && timestampField.isBlank();
        return none ? null : new SignedTime(timestamp.isBlank() ? header : timestamp, timestampField, tolerance);
    }

    @Override
    Optional<String> nearMiss(Delivery delivery) {
        return nearMiss.find(delivery);
    }

    @Override
    String property() {
        return secrets;
    }

    @Override
    Set<String> secretHeaders() {
        return Set.copyOf(SettingsReader.commaSeparated(header + "," + sharedSecretHeader));
    }

    @Override
    String header() {
        return header;
    }

    /**
     * The header that carries the signature. If a sender has renamed its header, give both names, comma-separated: the
     * first header that is present decides.
     */
    public void setHeader(String header) {
        this.header = header;
    }

    /** The name before the signature in a header with several fields: {@code v1} in {@code t=…,v1=…}; default none. */
    public void setSignatureField(String signatureField) {
        this.signatureField = signatureField;
    }

    /** The text before the signature, such as {@code sha256=} or {@code v1,}; default none. */
    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** How the signature is written; default hex. */
    public void setEncoding(SignatureEncoding encoding) {
        this.encoding = encoding;
    }

    /**
     * Whether the header holds several signatures, separated by blanks, of which one has to be right; default false.
     */
    public void setList(boolean list) {
        this.list = list;
    }

    /**
     * The template of the signed text: {@code {body}} (the default), {@code {timestamp}.{body}},
     * {@code {id}.{timestamp}.{body}} and the like. {@code {sha256}} is the body's SHA-256 in hex; any other name is
     * that of a header.
     */
    public void setSigned(String signed) {
        this.signed = signed;
    }

    /** Where the template's {@code {id}} is found: a header, or JSONPaths into the body. */
    public void setId(String id) {
        this.id = id;
    }

    /** The header that holds the time of signing in Unix seconds; default none: then the time is not checked. */
    public void setTimestamp(String timestamp) {
        this.timestamp = timestamp;
    }

    /** The name before the time in a header with several fields: {@code t} in {@code t=…,v1=…}; default none. */
    public void setTimestampField(String timestampField) {
        this.timestampField = timestampField;
    }

    /** How far the signed time may be from ours, in both directions, such as 5m, the default. */
    public void setTolerance(String tolerance) {
        this.tolerance = Amounts.duration(tolerance);
    }

    /** The HMAC's JCA name: HmacSHA256 (the default), HmacSHA1 or HmacSHA512. */
    public void setAlgorithm(String algorithm) {
        this.algorithm = algorithm;
    }

    /** How a secret becomes a key; by default its whole text is the key. */
    public void setKey(KeyDerivation key) {
        this.key = key;
    }

    /** The name of the property that holds the secrets, comma-separated. */
    public void setSecrets(String secrets) {
        this.secrets = secrets;
    }

    /** A header that may hold the secret itself; only used for deliveries without a signature header. Default none. */
    public void setSharedSecretHeader(String sharedSecretHeader) {
        this.sharedSecretHeader = sharedSecretHeader;
    }
}
