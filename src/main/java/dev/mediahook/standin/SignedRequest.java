package dev.mediahook.standin;

import java.util.Map;

/** One delivery as a sender makes it, ready to go out. */
public final class SignedRequest {

    private final String path;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param path what comes after the gateway's host, {@code /webhooks/bfl}
     * @param headers as they go out, the signature among them
     */
    public SignedRequest(String path, Map<String, String> headers, byte[] body) {
        this.path = path;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
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
}
