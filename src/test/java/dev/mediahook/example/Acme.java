package dev.mediahook.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mediahook.standin.SignedRequest;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the invented sender puts on the wire. */
public final class Acme {

    private static final byte[] KEY = "acme's own 24 byte secret".getBytes(UTF_8);

    /** As it stands in the gateway's properties. */
    public static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

    private Acme() {}

    public static SignedRequest finished(String jobId, URI medium) {
        return signed("{\"task\": {\"uid\": \"" + jobId + "\", \"state\": \"finished\", \"outputs\": [{\"href\": \""
                + medium + "\"}]}}");
    }

    public static SignedRequest broken(String jobId) {
        return signed("{\"task\": {\"uid\": \"" + jobId + "\", \"state\": \"broken\", \"problem\": \"out_of_paint\"}}");
    }

    /** The same delivery with a signature that is not its own. */
    public static SignedRequest forged(SignedRequest delivery) {
        return new SignedRequest(delivery.path(), signed("{}").headers(), delivery.body());
    }

    private static SignedRequest signed(String text) {
        byte[] body = text.getBytes(UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            String signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            return new SignedRequest("/webhooks/acme", Map.of("Acme-Signature", signature), body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
