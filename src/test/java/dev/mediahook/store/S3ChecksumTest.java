package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that writes down what it is sent. */
class S3ChecksumTest {

    @TempDir
    Path folder;

    private final List<Headers> puts = new CopyOnWriteArrayList<>();

    @Test
    void hasTheServerCheckEveryByteByItsMd5OverTls() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));

        store(server, "https", "&trustAllCertificates=true");

        byte[] md5 = MessageDigest.getInstance("MD5").digest("bytes".getBytes(StandardCharsets.US_ASCII));
        assertThat(puts.get(0).getFirst("Content-MD5"))
                .isEqualTo(Base64.getEncoder().encodeToString(md5));
    }

    @Test
    void signsTheBytesThemselvesWithoutTls() throws Exception {
        store(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http", "");

        assertThat(puts.get(0).getFirst("x-amz-content-sha256")).doesNotContain("UNSIGNED");
    }

    private void store(HttpServer recording, String scheme, String options) throws Exception {
        recording.createContext("/", this::record);
        recording.start();
        Path file = Files.writeString(folder.resolve("download"), "bytes");
        MediumName name = MediumName.of("", "bfl", "job", 0, "png");
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            MediumStore store = StoreRoutes.storeAt(
                    "aws2-s3://media?region=us-east-1&accessKey=key&secretKey=secret&forcePathStyle=true"
                            + "&overrideEndpoint=true&uriEndpointOverride=" + scheme + "://127.0.0.1:"
                            + recording.getAddress().getPort() + options,
                    context);
            assertThatThrownBy(() -> store.store(new MediumFile(file, 5, "sha", "image/png", name, Map.of())))
                    .hasMessageContaining("another size");
        } finally {
            recording.stop(0);
        }
    }

    /** The bucket is there, and no object in it ever is. */
    private void record(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("PUT") && sent.length > 0) {
            puts.add(exchange.getRequestHeaders());
        }
        boolean object = exchange.getRequestURI().getPath().endsWith("png");
        exchange.sendResponseHeaders(object && exchange.getRequestMethod().equals("HEAD") ? 404 : 200, -1);
        exchange.close();
    }

    private SSLContext selfSigned() throws Exception {
        Path keys = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "s3",
                        "-dname",
                        "CN=127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        keys.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
