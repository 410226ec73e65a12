package acme;

import dev.mediahook.Mediahook;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** An application with Mediahook in it, which has its own database and its own folder for media. */
final class Node implements AutoCloseable {

    final int port = freePort();
    private final CamelContext context = new DefaultCamelContext();
    private final Path folder;

    private Node(Path folder, String broker) throws Exception {
        this.folder = folder;
        given("mediahook.bfl.webhook-secret", "secret-of-the-host");
        given("mediahook.data-dir", folder.toString());
        given("mediahook.media.store", "file:" + folder.resolve("media"));
        given("mediahook.media.allow-http", "true");
        given("mediahook.media.allow-addresses", "127.0.0.0/8");
        given("mediahook.routes", "classpath:mediahook/brokers/" + broker + ".camel.yaml");
    }

    /** A node that takes webhooks and hands them to the broker, but processes none. */
    static Node receiving(Path folder, String broker) throws Exception {
        Node node = new Node(folder, broker);
        node.given("mediahook.webhook.relay", "direct:mediahook-to-" + broker);
        node.given("mediahook." + broker + ".consume", "false");
        return node;
    }

    /** A node that processes what the broker gives it. */
    static Node working(Path folder, String broker) throws Exception {
        return new Node(folder, broker);
    }

    Node given(String property, String value) {
        context.getPropertiesComponent().addOverrideProperty(property, value);
        return this;
    }

    Node bound(String name, Object bean) {
        context.getRegistry().bind(name, bean);
        return this;
    }

    Node started() throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(server));
        Mediahook.in(context).senders("bfl").install();
        context.start();
        return this;
    }

    /** The media that this node has stored. */
    List<Path> media() throws IOException {
        Path media = folder.resolve("media");
        if (!Files.exists(media)) {
            return List.of();
        }
        try (Stream<Path> stored = Files.walk(media)) {
            return stored.filter(file -> file.getFileName().toString().startsWith("0."))
                    .toList();
        }
    }

    @Override
    public void close() {
        context.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
