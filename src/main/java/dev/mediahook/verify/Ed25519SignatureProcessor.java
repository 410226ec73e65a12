package dev.mediahook.verify;

import org.jspecify.annotations.NullUnmarked;

/** Refuses a delivery that none of the Ed25519 keys that its sender publishes has signed. */
@NullUnmarked
public final class Ed25519SignatureProcessor extends PublishedKeysProcessor {

    private String header = "";
    private SignatureEncoding encoding = SignatureEncoding.HEX;
    private String signed = "";
    private String timestamp = "";
    private String keyId = "";

    @Override
    Verifier verifier() {
        if (header.isBlank() || timestamp.isBlank()) {
            throw new IllegalArgumentException("header or timestamp: needs the name of a header");
        }
        SignatureForm form = new SignatureForm(
                new SignatureHeader(header, "", "", encoding, false),
                new SignedText(signed, ""),
                new SignedTime(timestamp, "", tolerance()));
        return new Ed25519Signature(form, keyId, cache(Ed25519KeySet::read));
    }

    @Override
    String header() {
        return header;
    }

    /** The header that carries the signature. */
    public void setHeader(String header) {
        this.header = header;
    }

    /** How the signature is written; default hex. */
    public void setEncoding(SignatureEncoding encoding) {
        this.encoding = encoding;
    }

    /**
     * The template of the signed text: {@code {timestamp}}, {@code {body}}, {@code {sha256}} (the body's SHA-256 in
     * hex) and names of headers; {@code \n} is a line feed.
     */
    public void setSigned(String signed) {
        this.signed = signed;
    }

    /** The header that holds the time of signing in Unix seconds. */
    public void setTimestamp(String timestamp) {
        this.timestamp = timestamp;
    }

    /** The header that names the key; only a hint for the person on call, since all keys are tried. Default none. */
    public void setKeyId(String keyId) {
        this.keyId = keyId;
    }
}
