package dev.mediahook.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Checks whether a delivery to the public URL arrives at this machine's port. */
public final class PublicAddress {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WRONG_METHOD = 405;

    private final URI address;
    private final InetSocketAddress ours;

    /**
     * @param address the public URL that senders get
     * @param ours where the gateway listens
     */
    public PublicAddress(URI address, InetSocketAddress ours) {
        this.address = address;
        this.ours = ours;
    }

    /**
     * The result of the check.
     *
     * @param reached whether a delivery would arrive
     */
    public record Found(boolean reached, String words) {}

    /**
     * Requests one of our paths at the public URL. A running gateway answers it; otherwise a temporary listener does.
     */
    public Found look() {
        String nonce = UUID.randomUUID().toString();
        HttpServer listener;
        try {
            listener = HttpServer.create(ours, 0);
        } catch (IOException taken) {
            return gatewayAnswers();
        }
        listener.createContext("/webhooks/", exchange -> {
            byte[] words = nonce.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, words.length);
            exchange.getResponseBody().write(words);
            exchange.close();
        });
        listener.start();
        try {
            HttpResponse<String> answer = get("/webhooks/check");
            return answer.statusCode() == 200 && answer.body().equals(nonce)
                    ? new Found(true, "leads to port " + ours.getPort() + " of this machine")
                    : new Found(
                            false,
                            "leads elsewhere: " + answer.statusCode() + " came, and not from port " + ours.getPort()
                                    + " of this machine");
        } catch (IOException failure) {
            return unreachable(failure);
        } finally {
            listener.stop(0);
        }
    }

    private Found gatewayAnswers() {
        try {
            int status = get("/webhooks/check").statusCode();
            int api = get("/api/jobs").statusCode();
            boolean gateway = (status == 404 || status == WRONG_METHOD) && (api == 401 || api == 403);
            return gateway
                    ? new Found(true, "is answered by a gateway that runs")
                    : new Found(false, "leads elsewhere: " + status + " came for /webhooks/, " + api + " for /api/");
        } catch (IOException failure) {
            return unreachable(failure);
        }
    }

    private Found unreachable(IOException failure) {
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new Found(false, "can't be reached from here: " + why);
    }

    private HttpResponse<String> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address.toString().replaceAll("/+$", "") + path))
                .timeout(PATIENCE)
                .build();
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException("the check was ended", ended);
        }
    }
}
