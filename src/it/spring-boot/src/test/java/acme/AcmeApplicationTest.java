package acme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application with its own pool and its own Tomcat takes webhooks and stores media in a route of its own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AcmeApplicationTest {

    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @TestConfiguration
    static class Database {

        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.start();
        }

        @Bean
        DataSource dataSource(EmbeddedPostgres postgres) {
            return postgres.getPostgresDatabase();
        }
    }

    @Test
    void storesWhatASignedDeliveryAnnouncesOnceAndNothingForged() throws Exception {
        HttpServer media = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        media.createContext("/a.png", exchange -> {
            exchange.sendResponseHeaders(200, PNG.length);
            exchange.getResponseBody().write(PNG);
            exchange.close();
        });
        media.start();
        String url = "http://127.0.0.1:" + media.getAddress().getPort() + "/a.png";
        byte[] ready = ("{\"id\":\"job-1\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + url + "\"}}").getBytes(UTF_8);

        assertEquals(401, deliver("wrong", ready, "application/json").statusCode());
        assertEquals("{\"status\":\"received\"}", deliver("secret-of-the-host", ready, "application/x-www-form-urlencoded").body());
        assertEquals("{\"status\":\"already_processed\"}", deliver("secret-of-the-host", ready, "application/json").body());
        assertEquals(413, deliver("secret-of-the-host", new byte[2 << 20], "application/json").statusCode());
        assertEquals(400, deliver("secret-of-the-host", new byte[0], "application/json").statusCode());

        Awaitility.await().until(() -> jdbc.sql("SELECT status FROM mediahook_job").query(String.class).list(), List.of("completed")::equals);
        try (Stream<Path> stored = Files.walk(Path.of("target", "shelf"))) {
            List<Path> files = stored.filter(Files::isRegularFile).toList();
            assertEquals(1, files.size());
            assertArrayEquals(PNG, Files.readAllBytes(files.get(0)));
        }
        media.stop(0);
    }

    @Test
    void leavesTheApplicationsOwnRoutesAsTheyWere() throws Exception {
        HttpRequest own = HttpRequest.newBuilder(uri("/own")).header("X-Own", "kept").build();

        assertEquals("kept", client.send(own, HttpResponse.BodyHandlers.ofString()).body());
        assertTrue(jdbc.sql("SELECT 1").query(Integer.class).single() == 1);
    }

    private HttpResponse<String> deliver(String secret, byte[] body, String type) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        HttpRequest request = HttpRequest.newBuilder(uri("/webhooks/bfl"))
                .header("Content-Type", type)
                .header("X-BFL-Signature", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
