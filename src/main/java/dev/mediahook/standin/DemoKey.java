package dev.mediahook.standin;

import static dev.mediahook.standin.Json.array;
import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/**
 * The key of the stand-ins for senders that publish their keys. It is the first test key of RFC 8032, which everybody
 * has. So nobody may take it for a sender's key, and only a gateway that is told to fetch its keys here accepts it.
 */
final class DemoKey {

    /** The path of the keys on a stand-in's host. */
    static final String PATH = "/.well-known/jwks.json";

    /** The key that proves a delivery, as a secret does for other senders. */
    static final String CREDENTIAL = "demo-key";

    private static final String PKCS8 = "302e020100300506032b657004220420";
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String FORGED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    private DemoKey() {}

    /** The keys as a receiver fetches them. */
    static JsonNode published() {
        return object("keys", array(List.of(object("kty", "OKP", "crv", "Ed25519", "kid", "demo", "x", X))));
    }

    /**
     * Signs.
     *
     * @param credential any value other than {@link #CREDENTIAL} signs with a key that is not published
     */
    static byte[] sign(byte[] text, String credential) {
        try {
            byte[] encoded = HexFormat.of().parseHex(PKCS8 + (credential.equals(CREDENTIAL) ? SEED : FORGED));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException unlikely) {
            throw new IllegalStateException("this Java has no Ed25519", unlikely);
        }
    }
}
