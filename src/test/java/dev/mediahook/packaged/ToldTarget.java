package dev.mediahook.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A target of notifications. It records the notifications of each job in order. */
final class ToldTarget implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work, "told");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, List<Heard>> heard = new ConcurrentHashMap<>();
    private volatile Consumer<String> before = job -> {};

    /**
     * @param status as in the API: completed or failed
     */
    private record Heard(String id, String status) {}

    ToldTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/told", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/told";
    }

    /** Sets an action that runs after a notification has come and before it is answered. */
    void beforeAnswering(Consumer<String> job) {
        before = job;
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode event =
                GatewayClient.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String job = event.path("subject").asText();
        before.accept(job);
        List<Heard> ofJob = heard.computeIfAbsent(job, first -> new ArrayList<>());
        synchronized (ofJob) {
            ofJob.add(new Heard(
                    event.path("id").asText(), event.at("/data/status").asText()));
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /** The job's notified ends by notification id, in the order in which each first came. */
    private Map<String, String> ends(String job) {
        Map<String, String> ends = new LinkedHashMap<>();
        List<Heard> ofJob = heard.getOrDefault(job, List.of());
        synchronized (ofJob) {
            ofJob.forEach(one -> ends.putIfAbsent(one.id(), one.status()));
        }
        return ends;
    }

    boolean heard(String job, String status) {
        return ends(job).containsValue(status);
    }

    /** Whether no other end came after {@code completed}. */
    boolean inOrder(String job) {
        List<String> ends = List.copyOf(ends(job).values());
        int completed = ends.indexOf("completed");
        return completed < 0 || completed == ends.size() - 1;
    }

    /** Whether one end came under two ids. A repeat under the same id is allowed. */
    boolean doubled(String job) {
        List<String> ends = List.copyOf(ends(job).values());
        return ends.stream().distinct().count() < ends.size();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
