package dev.mediahook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A media host that limits requests per second. Each medium has its own expiry; some succeed only on a second try. */
final class LimitedHost implements AutoCloseable {

    /** What happens to a request beyond the limit. */
    enum Beyond {
        WAITS,
        ANSWERED_429
    }

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 0};

    private final long nanosEach;
    private final Beyond beyond;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicLong nextFree = new AtomicLong(System.nanoTime());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ConcurrentHashMap<String, Boolean> failedOnce = new ConcurrentHashMap<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();

    LimitedHost(int perSecond, Beyond beyond) throws IOException {
        this.nanosEach = 1_000_000_000L / perSecond;
        this.beyond = beyond;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(workers);
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * @param flaky whether the first request within the limit gets 500
     */
    String url(String name, long diesAt, boolean flaky) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + (flaky ? "-flaky" : "") + "?dies="
                + diesAt;
    }

    /** Name and status of each answer except 429, in order. */
    List<String> answers() {
        return answers;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = admitted() ? status(exchange) : 429;
            if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            } else {
                answers.add(exchange.getRequestURI().getPath().substring(1) + " " + status);
            }
            exchange.sendResponseHeaders(status, status == 200 ? PNG.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(PNG);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(HttpExchange exchange) {
        long diesAt = Long.parseLong(exchange.getRequestURI().getQuery().substring("dies=".length()));
        if (System.currentTimeMillis() > diesAt) {
            return 403;
        }
        String path = exchange.getRequestURI().getPath();
        return path.endsWith("-flaky") && failedOnce.put(path, true) == null ? 500 : 200;
    }

    /** Waits for a turn, or takes a token from a bucket that holds as many as one second brings. */
    private boolean admitted() throws InterruptedException {
        long now = System.nanoTime();
        if (beyond == Beyond.WAITS) {
            long mine = nextFree.getAndUpdate(free -> Math.max(free, now) + nanosEach);
            return !closed.await(Math.max(0, mine - now), TimeUnit.NANOSECONDS);
        }
        long before = nextFree.getAndUpdate(
                free -> free - now >= 0 ? free : Math.max(free, now - 1_000_000_000L) + nanosEach);
        return before - now < 0;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
