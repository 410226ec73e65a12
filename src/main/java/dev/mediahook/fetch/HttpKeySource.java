package dev.mediahook.fetch;

import dev.mediahook.verify.KeySource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Fetches public keys by HTTPS; by HTTP from this machine alone. Follows no redirect: the keys are believed because of the host
 * that was configured.
 */
public final class HttpKeySource implements KeySource {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** A delivery waits for this, and its sender waits 10 s or less in most cases. */
    private static final Duration WHOLE = Duration.ofSeconds(5);

    private static final int LARGEST = 64 << 10;
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.0\\.0\\.1|\\[::1]");

    @Override
    public byte[] fetch(URI address) throws IOException {
        if (!allowed(address)) {
            throw new IOException("keys are fetched by https alone");
        }
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(WHOLE)
                .header("Accept", "application/json")
                .build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        HttpResponse<Void> response = answer(client.sendAsync(
                request, BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> add(body, bytes)))));
        if (response.statusCode() != 200) {
            throw new IOException("the host answered " + response.statusCode());
        }
        return body.toByteArray();
    }

    private static boolean allowed(URI address) {
        String host = String.valueOf(address.getHost());
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme())
                        && THIS_MACHINE.matcher(host).matches());
    }

    /** Ends the transfer of a body that is larger than any set of keys. */
    private static void add(ByteArrayOutputStream body, byte[] bytes) {
        if (body.size() + bytes.length > LARGEST) {
            throw new IllegalStateException("larger than " + LARGEST + " bytes");
        }
        body.writeBytes(bytes);
    }

    private static HttpResponse<Void> answer(CompletableFuture<HttpResponse<Void>> coming) throws IOException {
        try {
            return coming.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new IOException(String.valueOf(failure.getCause()), failure);
        } catch (TimeoutException slow) {
            coming.cancel(true);
            throw new IOException("no whole answer within " + WHOLE.toSeconds() + " s", slow);
        } catch (InterruptedException stopping) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopping);
        }
    }
}
