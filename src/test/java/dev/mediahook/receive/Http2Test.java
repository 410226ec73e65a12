package dev.mediahook.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy may speak HTTP/2 without TLS to the gateway. */
class Http2Test {

    @TempDir
    Path data;

    /** HTTP/2 forbids the header Connection (RFC 9113, 8.2.2): a client such as curl refuses the whole answer. */
    @Test
    void aBodyOverTheLimitIsAnsweredInTheFormOfHttp2() throws Exception {
        Map<String, String> settings =
                Map.of("mediahook.server.http2", "true", "mediahook.webhook.max-body-bytes", "1000");
        try (TestGateway gateway = TestGateway.start(data, settings)) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(gateway.url("/webhooks/bfl"))
                    .POST(BodyPublishers.ofByteArray(new byte[1001]))
                    .build();

            client.send(HttpRequest.newBuilder(gateway.url("/")).build(), BodyHandlers.discarding());
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Connection")).isEmpty();
        }
    }
}
