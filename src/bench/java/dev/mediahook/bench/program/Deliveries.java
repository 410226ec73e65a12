package dev.mediahook.bench.program;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Unique signed Bluma deliveries of about 400 bytes, made before they are sent. */
final class Deliveries implements Supplier<byte[]> {

    private final byte[][] requests;
    private int next;

    Deliveries(String path, String type, int from, int count) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Program.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        requests = new byte[count][];
        for (int i = 0; i < count; i++) {
            byte[] body = String.format(
                            "{\"id\":\"evt_%1$08d\",\"type\":\"%2$s\",\"created_at\":\"2025-11-03T10:31:45Z\","
                                    + "\"data\":{\"id\":\"batch_%1$08d\",\"status\":\"processing\",\"template_id\":"
                                    + "\"meme-dialogue\",\"url\":\"http://127.0.0.1:9/videos/batch_%1$08d.mp4\","
                                    + "\"thumbnail_url\":\"http://127.0.0.1:9/thumbnails/batch_%1$08d.jpg\","
                                    + "\"duration\":45,\"size_bytes\":8453120,\"credits_consumed\":6}}",
                            from + i, type)
                    .getBytes(StandardCharsets.UTF_8);
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "X-Bluma-Signature: sha256=" + HexFormat.of().formatHex(mac.doFinal(body))
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            requests[i] = (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }
    }

    private Deliveries(byte[][] requests) {
        this.requests = requests;
    }

    /** Deliveries of which every second one is repeated at once. */
    static Deliveries halfRepeated(int from, int count) throws GeneralSecurityException {
        byte[][] once = new Deliveries("/webhooks/bluma", "video.processing", from, count).requests;
        byte[][] all = new byte[count / 2 * 3][];
        for (int pair = 0; pair < count / 2; pair++) {
            all[3 * pair] = once[2 * pair];
            all[3 * pair + 1] = once[2 * pair + 1];
            all[3 * pair + 2] = once[2 * pair + 1];
        }
        return new Deliveries(all);
    }

    /** How many deliveries were handed out. It exceeds their number once they are handed out again. */
    int sent() {
        return next;
    }

    @Override
    public byte[] get() {
        return requests[next++ % requests.length];
    }
}
