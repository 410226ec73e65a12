package dev.mediahook.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Verifies RS256 signatures and no others, whatever algorithm a token's header asks for (RFC 8725, 3.1). */
final class Rs256Jws {

    private static final int SHORTEST_KEY_BITS = 2048;

    private Rs256Jws() {}

    /** Whether the key made the signature; always false for another algorithm or for an unknown critical extension. */
    static boolean signed(JWSObject token, RSAKey key) {
        return signed(token.getHeader(), token.getSigningInput(), token.getSignature(), key);
    }

    static boolean signed(JWSHeader header, byte[] text, Base64URL signature, RSAKey key) {
        try {
            return header.getAlgorithm().equals(JWSAlgorithm.RS256)
                    && new RSASSAVerifier(key.toRSAPublicKey()).verify(header, text, signature);
        } catch (JOSEException | IllegalStateException | IllegalArgumentException unusable) {
            return false;
        }
    }

    /** The keys of a JWKS that are meant for RS256; others are skipped. */
    static List<RSAKey> keys(byte[] document) throws IOException {
        List<RSAKey> keys = new ArrayList<>();
        for (JsonNode json : Ed25519KeySet.keys(document)) {
            try {
                if (JWK.parse(json.toString()) instanceof RSAKey key && fits(key)) {
                    keys.add(key);
                }
            } catch (ParseException | IllegalArgumentException unreadable) {
                // The next key may be usable.
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("the set has no key for RS256");
        }
        return List.copyOf(keys);
    }

    private static boolean fits(RSAKey key) {
        Algorithm algorithm = key.getAlgorithm();
        Set<KeyOperation> operations = key.getKeyOperations();
        return key.size() >= SHORTEST_KEY_BITS
                && !RocaModulus.is(key.getModulus().decodeToBigInteger())
                && (algorithm == null || algorithm.equals(JWSAlgorithm.RS256))
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (operations == null || operations.contains(KeyOperation.VERIFY));
    }
}
