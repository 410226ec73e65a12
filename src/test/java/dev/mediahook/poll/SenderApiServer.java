package dev.mediahook.poll;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A sender's API that gives the answers that a test sets, and records its requests. */
final class SenderApiServer implements AutoCloseable {

    /** A request that the server got. */
    record Asked(String method, String target, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    /** A status that makes the server close the connection without an answer. */
    static final int HANG_UP = -1;

    private record Reply(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, Runnable> onAsked = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    SenderApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Sets the answer to a target: a path and query, without {@code hf_webhook}. A method before the target limits the
     * answer to that method.
     */
    void answer(String target, int status, String body) {
        replies.put(target, new Reply(status, body));
    }

    /** Runs an action before each answer to a target. */
    void before(String target, Runnable action) {
        onAsked.put(target, action);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The last request whose target begins with this text. */
    Asked asked(String target) {
        return asked.stream()
                .filter(one -> one.target().startsWith(target))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("nobody asked " + target));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                target,
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Runnable before = onAsked.getOrDefault(target, () -> {});
        before.run();
        Reply byMethod = replies.get(exchange.getRequestMethod() + " " + target);
        Reply reply = byMethod != null
                ? byMethod
                : replies.getOrDefault(
                        target.replaceAll("[?]hf_webhook=.*", ""), new Reply(404, "{\"error\":\"not found\"}"));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.status() == HANG_UP) {
            exchange.close();
            return;
        }
        if (reply.status() == 429) {
            exchange.getResponseHeaders().set("Retry-After", "7");
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
