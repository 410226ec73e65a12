package dev.mediahook.bench.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Delivers successes to a program and waits until their media are stored. */
final class Media {

    private static final int AT_ONCE = 64;

    private final Program program;
    private final MediaFiles media;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger names = new AtomicInteger();
    private long before;
    private long begun;

    Media(Program program, MediaFiles media) {
        this.program = program;
        this.media = media;
    }

    /**
     * Delivers this many successes with a medium of this size each. Waits for the answers and then for the media, and
     * returns the seconds.
     */
    double stored(int count, long bytes, Duration patience) throws IOException, GeneralSecurityException {
        before = program.storedMedia();
        List<HttpRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(delivery(bytes));
        }
        begun = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (HttpRequest request : requests) {
            if (answers.size() >= AT_ONCE) {
                answers.get(answers.size() - AT_ONCE).join();
            }
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            if (answer.join().statusCode() != 200) {
                throw new IOException("a delivery was answered " + answer.join().statusCode());
            }
        }
        while (program.storedMedia() < before + count) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new IOException(
                        "only " + (program.storedMedia() - before) + " of " + count + " media were stored");
            }
            // The count reads all rows, on the cores that the program needs.
            LockSupport.parkNanos(50_000_000);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private HttpRequest delivery(long bytes) throws IOException, GeneralSecurityException {
        String name = "medium-" + names.incrementAndGet();
        byte[] body = ("{\"id\":\"evt_" + name + "\",\"type\":\"video.completed\",\"data\":{\"id\":\"" + name
                        + "\",\"url\":\"" + media.url(bytes, name) + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Program.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + "/webhooks/bluma"))
                .header("X-Bluma-Signature", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
