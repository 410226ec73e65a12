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
 * Refuses a delivery whose HMAC is not the sender's. A header and a property of secrets are enough for a sender that signs the
 * body alone in hex; the other properties describe the other senders.
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
     * The header that carries the signature. Several, comma-separated, are for a sender that has renamed it: of those, the
     * first that is there decides.
     */
    public void setHeader(String header) {
        this.header = header;
    }

    /** The name before the signature in a header of several fields: {@code v1} in {@code t=…,v1=…}; default none. */
    public void setSignatureField(String signatureField) {
        this.signatureField = signatureField;
    }

    /** What stands before the signature, {@code sha256=} or {@code v1,} for instance; default nothing. */
    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** How the signature is written; default hex. */
    public void setEncoding(SignatureEncoding encoding) {
        this.encoding = encoding;
    }

    /** Whether the header holds several signatures, separated by blanks, one of which has to be right; default false. */
    public void setList(boolean list) {
        this.list = list;
    }

    /**
     * What is signed: {@code {body}} (the default), {@code {timestamp}.{body}}, {@code {id}.{timestamp}.{body}} and the like.
     * {@code {sha256}} is the body's SHA-256 in hex, any other name that of a header.
     */
    public void setSigned(String signed) {
        this.signed = signed;
    }

    /** Where the template's {@code {id}} stands: a header, or JSONPaths into the body. */
    public void setId(String id) {
        this.id = id;
    }

    /** The header that holds the time of signing in Unix seconds; default none, and then no time is looked at. */
    public void setTimestamp(String timestamp) {
        this.timestamp = timestamp;
    }

    /** The name before the time in a header of several fields: {@code t} in {@code t=…,v1=…}; default none. */
    public void setTimestampField(String timestampField) {
        this.timestampField = timestampField;
    }

    /** How far the time may be from ours, both ways, such as 5m, the default. */
    public void setTolerance(String tolerance) {
        this.tolerance = Amounts.duration(tolerance);
    }

    /** The HMAC's JCA name: HmacSHA256 (the default), HmacSHA1 or HmacSHA512. */
    public void setAlgorithm(String algorithm) {
        this.algorithm = algorithm;
    }

    /** How a secret becomes a key; default its whole text. */
    public void setKey(KeyDerivation key) {
        this.key = key;
    }

    /** The name of the property that holds the secrets, comma-separated. */
    public void setSecrets(String secrets) {
        this.secrets = secrets;
    }

    /** A header that may hold the secret itself; it counts in deliveries that have no signature header. Default none. */
    public void setSharedSecretHeader(String sharedSecretHeader) {
        this.sharedSecretHeader = sharedSecretHeader;
    }
}
