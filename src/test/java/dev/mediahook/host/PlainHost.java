package dev.mediahook.host;

import dev.mediahook.FreePort;
import dev.mediahook.Installation;
import dev.mediahook.Mediahook;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** A team's own plain context and HTTP server, written as by somebody who has never seen Mediahook. */
final class PlainHost implements AutoCloseable {

    static final String SECRET = "secret-of-the-host";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = FreePort.any();
    private final Mediahook mediahook;

    PlainHost(Path folder, Map<String, String> properties, Consumer<Installation> more, RoutesBuilder... own)
            throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(server));
        properties.forEach(context.getPropertiesComponent()::addInitialProperty);
        context.getPropertiesComponent().addInitialProperty("mediahook.data-dir", folder.toString());
        context.getPropertiesComponent().addInitialProperty("mediahook.media.allow-http", "true");
        context.getPropertiesComponent().addInitialProperty("mediahook.media.allow-addresses", "127.0.0.0/8");
        for (RoutesBuilder routes : own) {
            context.addRoutes(routes);
        }
        Installation installation = Mediahook.in(context);
        more.accept(installation);
        mediahook = installation.install();
        context.start();
    }

    DefaultCamelContext context() {
        return context;
    }

    Mediahook mediahook() {
        return mediahook;
    }

    HttpResponse<String> deliverBfl(String secret, String body) {
        return post(
                "/webhooks/bfl",
                body,
                "X-BFL-Signature",
                "sha256=" + TestGateway.hmac(secret, body.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The API's answer to a GET with its token. */
    String get(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() throws IOException {
        context.close();
    }
}
