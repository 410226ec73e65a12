package dev.mediahook.poll;

import dev.mediahook.TestGateway;
import dev.mediahook.standin.MediaHost;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gateway with an API key for each of five senders. One test server stands in for the APIs of all five. */
final class AskedSenders implements AutoCloseable {

    static final List<String> SENDERS = List.of("bfl", "bluma", "abstrakt", "higgsfield", "krea");

    final SenderApiServer api;
    final MediaHost media;
    private final Path data;
    TestGateway gateway;

    AskedSenders(Path data) throws IOException {
        this(data, Map.of());
    }

    AskedSenders(Path data, Map<String, String> more) throws IOException {
        this.data = data;
        api = new SenderApiServer();
        media = MediaHost.start(0, Clock.systemUTC());
        gateway = TestGateway.start(data, properties(more));
    }

    private Map<String, String> properties(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>();
        for (String sender : SENDERS) {
            properties.put("mediahook." + sender + ".api-url", api.url());
            properties.put("mediahook." + sender + ".api-key", "the-key");
            properties.put("mediahook." + sender + ".webhook-timeout", "300ms");
            properties.put("mediahook." + sender + ".poll-for", "60s");
        }
        properties.put("mediahook.public-url", "https://hooks.example/");
        properties.put("mediahook.poll.every", "200ms");
        properties.putAll(more);
        return properties;
    }

    /** Stops the program and starts it over the same data. */
    void restart(Map<String, String> more) {
        gateway.close();
        gateway = TestGateway.start(data, properties(more));
    }

    HttpResponse<String> watch(String sender, String jobId) {
        return gateway.api("PUT", "/api/jobs/" + sender + "/" + jobId);
    }

    HttpResponse<String> submit(String sender, String model, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url("/api/jobs/" + sender))
                .header("Authorization", "Bearer " + TestGateway.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"" + model + "\",\"input\":{\"prompt\":\"a\"}}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }

    @Override
    public void close() {
        gateway.close();
        media.close();
        api.close();
    }
}
