package dev.mediahook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.program.Gateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.RoutesBuilder;
import org.awaitility.Awaitility;

/** The whole program in the test's own process, on free ports, with five senders on. */
public final class TestGateway implements AutoCloseable {

    public static final String BFL_SECRET = "your-secret-key-here";
    public static final String BLUMA_SECRET = "whsec_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6";
    public static final String ABSTRAKT_SECRET = "your_secret_here";
    public static final String TOKEN = "test-token";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gateway gateway;
    private final int port;
    private final int managementPort;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestGateway(Gateway gateway, int port, int managementPort) {
        this.gateway = gateway;
        this.port = port;
        this.managementPort = managementPort;
    }

    /**
     * @param more routes besides those of the files
     */
    public static TestGateway start(Path dataDir, Map<String, String> properties, RoutesBuilder... more) {
        int port = Integer.parseInt(properties.getOrDefault("camel.server.port", Integer.toString(FreePort.any())));
        int managementPort = FreePort.any();
        Map<String, String> all = new HashMap<>();
        all.put("camel.server.host", "127.0.0.1");
        all.put("camel.server.port", Integer.toString(port));
        all.put("camel.management.port", Integer.toString(managementPort));
        all.put("mediahook.data-dir", dataDir.toString());
        all.put("mediahook.bfl.webhook-secret", BFL_SECRET + ",the-secret-before");
        all.put("mediahook.bluma.webhook-secret", BLUMA_SECRET);
        all.put("mediahook.abstrakt.webhook-secret", ABSTRAKT_SECRET);
        all.put("mediahook.higgsfield.webhook-token", "higgsfield-token");
        all.put("mediahook.krea.webhook-token", "krea-token");
        all.put("mediahook.api.token", TOKEN);
        all.put("mediahook.retry.first-delay", "50ms");
        all.put("mediahook.retry.give-up-after", "2s");
        all.put("mediahook.media.allow-http", "true");
        all.put("mediahook.media.allow-addresses", "127.0.0.0/8");
        all.putAll(properties);
        Gateway gateway = new Gateway(all);
        List.of(more).forEach(gateway.main().configure()::addRoutesBuilder);
        gateway.main().start();
        return new TestGateway(gateway, port, managementPort);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public int port() {
        return port;
    }

    public HttpResponse<String> post(String path, byte[] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public HttpResponse<String> deliverBluma(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return post("/webhooks/bluma", bytes, "X-Bluma-Signature", "sha256=" + hmac(BLUMA_SECRET, bytes));
    }

    public HttpResponse<String> deliverBfl(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return post("/webhooks/bfl", bytes, "X-BFL-Signature", "sha256=" + hmac(BFL_SECRET, bytes));
    }

    public HttpResponse<String> deliverAbstrakt(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return post("/webhooks/abstrakt", bytes, "X-Abstrakt-Signature", hmac(ABSTRAKT_SECRET, bytes));
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Calls the API with the token. */
    public HttpResponse<String> api(String method, String path) {
        return send(HttpRequest.newBuilder(url(path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Waits until the API's answer to a GET meets the condition. */
    public JsonNode await(String path, Predicate<JsonNode> condition) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get(path), condition);
    }

    /** Waits until a job has a status. */
    public JsonNode awaitJob(String sender, String jobId, String status) {
        return await(
                "/api/jobs/" + sender + "/" + jobId,
                job -> status.equals(job.path("status").asText()));
    }

    /** The API's answer to a GET. */
    public JsonNode get(String path) {
        return json(api("GET", path).body());
    }

    public String metrics() {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/observe/metrics"))
                        .build())
                .body();
    }

    /** The Mediahook that the program has installed. */
    Mediahook mediahook() {
        return gateway.main().getCamelContext().getRegistry().findSingleByType(Mediahook.class);
    }

    public int health() {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/observe/health"))
                        .build())
                .statusCode();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }

    public static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        gateway.main().stop();
    }
}
