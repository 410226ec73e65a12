package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that writes down what it is sent. */
class S3ChecksumTest {

    @TempDir
    Path folder;

    private final List<String> digests = new CopyOnWriteArrayList<>();

    @Test
    void hasTheServerCheckEveryByteItGets() throws Exception {
        HttpServer recording = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        recording.createContext("/", this::record);
        recording.start();
        Path file = Files.writeString(folder.resolve("download"), "bytes");
        MediumName name = MediumName.of("", "bfl", "job", 0, "png");
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            MediumStore store = StoreRoutes.storeAt(
                    "aws2-s3://media?region=us-east-1&accessKey=key&secretKey=secret&forcePathStyle=true"
                            + "&overrideEndpoint=true&uriEndpointOverride=http://127.0.0.1:"
                            + recording.getAddress().getPort(),
                    context);
            assertThatThrownBy(() -> store.store(new MediumFile(file, 5, "sha", "image/png", name, Map.of())))
                    .hasMessageContaining("another size");
        } finally {
            recording.stop(0);
        }
        byte[] md5 = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
        assertThat(digests).containsExactly(Base64.getEncoder().encodeToString(md5));
    }

    /** The bucket is there, and no object in it ever is. */
    private void record(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("PUT") && sent.length > 0) {
            digests.add(exchange.getRequestHeaders().getFirst("Content-MD5"));
        }
        boolean object = exchange.getRequestURI().getPath().endsWith("png");
        exchange.sendResponseHeaders(object && exchange.getRequestMethod().equals("HEAD") ? 404 : 200, -1);
        exchange.close();
    }
}
