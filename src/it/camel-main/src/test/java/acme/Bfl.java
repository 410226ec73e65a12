package acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stands in for Black Forest Labs: serves one image, and delivers signed webhooks. */
final class Bfl implements AutoCloseable {

    static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer media;
    private final URI application;

    Bfl(int port) throws IOException {
        application = URI.create("http://localhost:" + port);
        media = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        media.createContext("/a.png", exchange -> {
            exchange.sendResponseHeaders(200, PICTURE.length);
            exchange.getResponseBody().write(PICTURE);
            exchange.close();
        });
        media.start();
    }

    byte[] ready(String job) {
        String url = "http://127.0.0.1:" + media.getAddress().getPort() + "/a.png";
        return ("{\"id\":\"" + job + "\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + url + "\"}}")
                .getBytes(UTF_8);
    }

    HttpResponse<String> deliver(String secret, byte[] body) throws Exception {
        return send(HttpRequest.newBuilder(application.resolve("/webhooks/bfl"))
                .header("Content-Type", "application/json")
                .header("X-BFL-Signature", "sha256=" + hmac(secret, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    URI application(String path) {
        return application.resolve(path);
    }

    @Override
    public void close() {
        media.stop(0);
    }

    private static String hmac(String secret, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
