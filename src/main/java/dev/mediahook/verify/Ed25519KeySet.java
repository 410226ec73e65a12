package dev.mediahook.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the keys of Ed25519 out of a JWKS (RFC 7517, RFC 8037); keys of other kinds are skipped. */
final class Ed25519KeySet {

    /** A set is as long as a rotation needs; each key costs one verification for every forged delivery. */
    private static final int MOST = 16;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Ed25519KeySet() {}

    /**
     * A key as it is published.
     *
     * @param id empty if it has none
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

    /** The members of a set, whatever they are. */
    static JsonNode keys(byte[] document) throws IOException {
        try {
            return JSON.readTree(document).path("keys");
        } catch (JsonProcessingException quotesTheDocument) {
            throw new IOException("the set is not JSON");
        }
    }

    /** One key that can't be read does not take the others along. */
    private static void add(List<Published> keys, JsonNode key) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(key.path("x").asText());
            keys.add(new Published(key.path("kid").asText(), new Ed25519Key(bytes)));
        } catch (IllegalArgumentException unreadable) {
            return;
        }
    }
}
