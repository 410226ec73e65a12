package dev.mediahook.bench.program;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An endless series of signed Bluma successes, each of another job. Every third is followed by its repeat. */
final class Successes implements Supplier<byte[]> {

    private final Mac mac = Mac.getInstance("HmacSHA256");
    private final String url;
    private byte[] last = new byte[0];
    private long next;

    /**
     * @param url the medium of all successes
     */
    Successes(String url) throws GeneralSecurityException {
        this.url = url;
        mac.init(new SecretKeySpec(Program.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }

    @Override
    public byte[] get() {
        long number = next++;
        if (number % 4 == 3) {
            return last;
        }
        byte[] body = ("{\"id\":\"evt_soak_" + number + "\",\"type\":\"video.completed\",\"data\":{\"id\":\"soak_"
                        + number + "\",\"url\":\"" + url + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        String head = "POST /webhooks/bluma HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "X-Bluma-Signature: sha256=" + HexFormat.of().formatHex(mac.doFinal(body)) + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        last = (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        return last;
    }
}
