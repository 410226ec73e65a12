package dev.mediahook.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers deliveries as a gateway would, but keeps no jobs, so the demo does not find what it looks for. */
final class FakeGateway implements GatewayStart, GatewayStart.Started {

    final List<String> paths = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final Map<String, String> properties = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Started start(Map<String, String> given) {
        properties.putAll(given);
        return this;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/api/")) {
            say(exchange, 404, "{}");
            return;
        }
        paths.add(path);
        bodies.add(body);
        boolean forged = path.contains("not-the-")
                || path.contains("forged")
                || body.isEmpty()
                || (path.endsWith("/bfl") && !signed(exchange, body));
        if (forged) {
            say(exchange, 401, "{\"error\":\"invalid_signature\"}");
        } else {
            say(
                    exchange,
                    200,
                    new ObjectMapper()
                            .writeValueAsString(Map.of("status", seen.add(body) ? "received" : "already_processed")));
        }
    }

    private boolean signed(HttpExchange exchange, String body) {
        var sender = dev.mediahook.standin.StandInSenders.named("bfl").orElseThrow();
        String given = exchange.getRequestHeaders().getFirst("X-BFL-Signature");
        return sender.proof(body.getBytes(StandardCharsets.UTF_8), sender.demoCredential())
                .containsValue(given);
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
