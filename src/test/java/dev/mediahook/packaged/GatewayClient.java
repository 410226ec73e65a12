package dev.mediahook.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.standin.SignedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Sends a gateway the requests of senders and of its owner. */
final class GatewayClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final String token;

    GatewayClient(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    HttpResponse<String> deliver(SignedRequest delivery) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(delivery.path())).POST(BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::header);
        return send(request.build());
    }

    /** Delivers, and returns the answer's status; 0 if there is no answer. */
    int tryToDeliver(SignedRequest delivery) {
        try {
            return deliver(delivery).statusCode();
        } catch (UncheckedIOException gone) {
            return 0;
        }
    }

    HttpResponse<String> api(String method, String path) {
        return send(HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody())
                .build());
    }

    /** The body that a GET returns, byte for byte. */
    byte[] bytes(String path) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return http.send(request, BodyHandlers.ofByteArray()).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    JsonNode get(String path) {
        return json(api("GET", path).body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    JsonNode await(String path, Predicate<JsonNode> condition) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> get(path), condition);
    }

    JsonNode awaitJob(String sender, String jobId, String status) {
        return await(
                "/api/jobs/" + sender + "/" + jobId,
                job -> status.equals(job.path("status").asText()));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            if (closedByTheClientItself(failure)) {
                return send(request);
            }
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /**
     * Java 17's client begins to watch an idle connection a moment after it has returned the connection to its pool. If
     * it has reused the connection by then and the next answer is already there, it takes the answer for an unsolicited
     * one and closes the connection.
     */
    private static boolean closedByTheClientItself(IOException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> "connection closed locally".equals(cause.getMessage()));
    }
}
