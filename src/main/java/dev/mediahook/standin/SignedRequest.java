package dev.mediahook.standin;

import java.util.Map;

/** One delivery as a sender makes it, ready to go out. */
public final class SignedRequest {

    private final String path;
    private final Map<String, String> headers;
    private final byte[] body;
    private final WantedAnswer wanted;

    /**
     * A delivery for which any success will do.
     *
     * @param path what comes after the gateway's host, such as {@code /webhooks/bfl}
     * @param headers the headers as they go out, including the signature
     */
    public SignedRequest(String path, Map<String, String> headers, byte[] body) {
        this(path, headers, body, WantedAnswer.ANY_SUCCESS);
    }

    /**
     * @param wanted the answer that the sender counts as delivered
     */
    public SignedRequest(String path, Map<String, String> headers, byte[] body, WantedAnswer wanted) {
        this.path = path;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
        this.wanted = wanted;
    }

    /** Every sender posts. */
    public String method() {
        return "POST";
    }

    public String path() {
        return path;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body.clone();
    }

    /** The answer that the sender counts as delivered. */
    public WantedAnswer wanted() {
        return wanted;
    }
}
