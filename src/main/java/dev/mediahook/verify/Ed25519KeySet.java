package dev.mediahook.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the Ed25519 keys of a JWKS (RFC 7517, RFC 8037); skips keys of other kinds. */
final class Ed25519KeySet {

    /** Enough for a key rotation. Each key costs one verification for every forged delivery. */
    private static final int MOST = 16;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Ed25519KeySet() {}

    /**
     * A published key.
     *
     * @param id empty if the key has none
     */
    record Published(String id, Ed25519Key key) {}

    static List<Published> read(byte[] document) throws IOException {
        List<Published> keys = new ArrayList<>();
        for (JsonNode key : keys(document)) {
            if (keys.size() < MOST
                    && key.path("kty").asText().equals("OKP")
                    && key.path("crv").asText().equals("Ed25519")) {
                add(keys, key);
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("the set has no key of Ed25519");
        }
        return List.copyOf(keys);
    }

    /** The members of a set, of any kind. */
    static JsonNode keys(byte[] document) throws IOException {
        try {
            return JSON.readTree(document).path("keys");
        } catch (JsonProcessingException quotesTheDocument) {
            throw new IOException("the set is not JSON");
        }
    }

    /** Skips a key that can't be read, so that the other keys still count. */
    private static void add(List<Published> keys, JsonNode key) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(key.path("x").asText());
            keys.add(new Published(key.path("kid").asText(), new Ed25519Key(bytes)));
        } catch (IllegalArgumentException unreadable) {
            return;
        }
    }
}
