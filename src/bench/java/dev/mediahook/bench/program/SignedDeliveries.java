package dev.mediahook.bench.program;

import dev.mediahook.standin.SignedRequest;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Unique deliveries of failed jobs, in their sender's format and with its signature. All are made before the first is
 * sent.
 */
final class SignedDeliveries implements Supplier<byte[]> {

    private final byte[][] requests;
    private int next;

    /**
     * @param secret signs the deliveries
     * @param body the body, with {@code $job} for the job's id
     * @param from the number of the first job, so that no two turns send the same delivery
     */
    SignedDeliveries(String sender, String secret, String body, int from, int count) {
        StandInSender standIn = StandInSenders.named(sender).orElseThrow();
        Instant now = Instant.now();
        requests = new byte[count][];
        for (int i = 0; i < count; i++) {
            byte[] bytes =
                    body.replace("$job", String.format("job_%08d", from + i)).getBytes(StandardCharsets.UTF_8);
            requests[i] = wire(standIn.request(bytes, secret, now));
        }
    }

    private static byte[] wire(SignedRequest request) {
        StringBuilder head = new StringBuilder("POST " + request.path() + " HTTP/1.1\r\nHost: localhost\r\n");
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        head.append("Content-Length: ").append(request.body().length).append("\r\n\r\n");
        byte[] before = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[before.length + request.body().length];
        System.arraycopy(before, 0, whole, 0, before.length);
        System.arraycopy(request.body(), 0, whole, before.length, request.body().length);
        return whole;
    }

    @Override
    public byte[] get() {
        return requests[next++ % requests.length];
    }
}
