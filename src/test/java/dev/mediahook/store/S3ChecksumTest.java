package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.mediahook.config.FileModes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specifies checksums and headers of S3 uploads, against a server that records the requests. */
class S3ChecksumTest {

    private static final int PART = 16 << 20;
    private static final int LARGE = 4 * PART + 1;

    @TempDir
    Path folder;

    private final List<Put> puts = new CopyOnWriteArrayList<>();
    private final List<Headers> creations = new CopyOnWriteArrayList<>();

    @Test
    void hasTheServerCheckEveryByteByItsMd5OverTls() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));

        store(server, "https", "&trustAllCertificates=true");

        assertThat(puts).hasSize(6).allSatisfy(put -> assertThat(put.headers().getFirst("Content-MD5"))
                .isEqualTo(put.md5()));
    }

    @Test
    void signsTheBytesThemselvesWithoutTls() throws Exception {
        store(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http", "");

        assertThat(puts).hasSize(6).allSatisfy(put -> assertThat(put.headers().getFirst("x-amz-content-sha256"))
                .isEqualTo(put.sha256()));
    }

    @Test
    void framesNoBytes() throws Exception {
        store(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http", "");

        assertThat(puts).allSatisfy(put -> {
            assertThat(put.headers()).doesNotContainKey("Content-encoding");
            assertThat(put.length()).isLessThanOrEqualTo(PART);
        });
        assertThat(puts.stream().mapToLong(Put::length).sum()).isEqualTo(5 + LARGE);
    }

    @Test
    void asksForTheStorageClassAndEncryptionThatTheUriNames() throws Exception {
        store(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
                "http",
                "&storageClass=STANDARD_IA&useAwsKMS=true&awsKMSKeyId=our-key");

        assertThat(List.of(puts.get(0).headers(), creations.get(0))).allSatisfy(headers -> {
            assertThat(headers.getFirst("x-amz-storage-class")).isEqualTo("STANDARD_IA");
            assertThat(headers.getFirst("x-amz-server-side-encryption")).isEqualTo("aws:kms");
            assertThat(headers.getFirst("x-amz-server-side-encryption-aws-kms-key-id"))
                    .isEqualTo("our-key");
        });
    }

    private void store(HttpServer recording, String scheme, String options) throws Exception {
        recording.createContext("/", this::record);
        recording.start();
        Path small = Files.writeString(folder.resolve("small"), "bytes");
        Path large = folder.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(LARGE);
        }
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            MediumStore store = ConfiguredStore.at(
                    "aws2-s3://media?region=us-east-1&accessKey=key&secretKey=secret&forcePathStyle=true"
                            + "&overrideEndpoint=true&uriEndpointOverride=" + scheme + "://127.0.0.1:"
                            + recording.getAddress().getPort() + options,
                    FileModes.PRIVATE,
                    context);
            assertThatThrownBy(() -> store.store(medium(small, 5))).hasMessageContaining("another size");
            assertThatThrownBy(() -> store.store(medium(large, LARGE))).hasMessageContaining("another size");
        } finally {
            recording.stop(0);
        }
    }

    private static MediumFile medium(Path file, long size) {
        MediumName name = MediumName.of("", "bfl", "job", 0, "png");
        return new MediumFile(file, size, "sha", "image/png", name, Map.of());
    }

    /** Answers as if the bucket existed and stayed empty. */
    private void record(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        boolean object = exchange.getRequestURI().getPath().endsWith("png");
        if (object && method.equals("PUT")) {
            puts.add(new Put(
                    exchange.getRequestHeaders(),
                    sent.length,
                    Base64.getEncoder().encodeToString(digest("MD5", sent)),
                    HexFormat.of().formatHex(digest("SHA-256", sent))));
        }
        if (object && "uploads".equals(exchange.getRequestURI().getQuery())) {
            creations.add(exchange.getRequestHeaders());
        }
        exchange.getResponseHeaders().set("ETag", "\"etag\"");
        byte[] answer = method.equals("POST")
                ? "<Result><UploadId>upload</UploadId></Result>".getBytes(StandardCharsets.US_ASCII)
                : new byte[0];
        exchange.sendResponseHeaders(
                object && method.equals("HEAD") ? 404 : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Put(Headers headers, long length, String md5, String sha256) {}

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
