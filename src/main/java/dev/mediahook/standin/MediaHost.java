package dev.mediahook.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A host of small real media on loopback, which misbehaves if told to. */
public final class MediaHost implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "standin-media");
        thread.setDaemon(true);
        return thread;
    });
    private final Clock clock;
    private final SampleMedia samples = new SampleMedia();
    private final Map<String, MediaBehaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private MediaHost(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Starts on 127.0.0.1.
     *
     * @param port 0 for any free port
     * @throws UncheckedIOException if the port is taken
     */
    public static MediaHost start(int port, Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            MediaHost host = new MediaHost(server, clock);
            server.setExecutor(host.workers);
            server.createContext("/media/", host::serve);
            server.createContext(DemoKey.PATH, MediaHost::keys);
            server.start();
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The URL of a medium of that kind and name; the name holds only letters, digits and dashes. */
    public URI medium(MediaKind kind, String name) {
        return url().resolve("/media/" + name + "." + kind.extension());
    }

    /** The same medium, served in a way of its own. */
    public URI medium(MediaKind kind, String name, MediaBehaviour behaviour) {
        URI medium = medium(kind, name);
        behaviours.put(medium.getPath(), behaviour);
        return medium;
    }

    /**
     * The same medium under a URL that expires: after {@code life} this URL answers 403, and other URLs of the medium
     * still work.
     */
    public URI mediumFor(MediaKind kind, String name, Duration life) {
        return URI.create(
                medium(kind, name) + "?expires=" + clock.instant().plus(life).toEpochMilli());
    }

    /** The bytes of a medium before it is filled up with zeros. */
    public byte[] bytes(MediaKind kind, String name) {
        return samples.bytes(kind, name);
    }

    /** How often a medium was asked for. */
    public int requests(URI medium) {
        AtomicInteger count = requests.get(medium.getPath());
        return count == null ? 0 : count.get();
    }

    /** Whether a whole answer for that medium has gone out. */
    public boolean served(URI medium) {
        return served.contains(medium.getPath());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            MediaBehaviour behaviour = behaviours.getOrDefault(asked.getPath(), MediaBehaviour.NORMAL);
            int request = requests.computeIfAbsent(asked.getPath(), path -> new AtomicInteger())
                    .incrementAndGet();
            new MediaAnswer(exchange, samples, behaviour, clock.instant(), closed).give(request);
            served.add(asked.getPath());
        }
    }

    private static void keys(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] published = Json.bytes(DemoKey.published());
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
