package dev.mediahook.packaged.attack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Signed deliveries at an even rate, whatever becomes of the ones before; each is timed from when it was due. */
public final class Genuine implements AutoCloseable {

    private static final int SENDERS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final InetSocketAddress target;
    private final Tally tally = new Tally();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
    private final AtomicInteger without = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final ThreadLocal<Socket> connection = new ThreadLocal<>();

    public Genuine(InetSocketAddress target) {
        this.target = target;
    }

    public void start(int perSecond) {
        var unused = clock.scheduleAtFixedRate(
                () -> {
                    long due = System.nanoTime();
                    tally.sent();
                    senders.execute(() -> deliver("genuine-" + number.getAndIncrement(), due));
                },
                0,
                1_000_000 / perSecond,
                TimeUnit.MICROSECONDS);
    }

    /** Forgets how long answers took while the program was new. */
    public void timeFromHere() {
        micros.clear();
    }

    /** Sends no more and waits for the answers to what was sent. */
    public void finish() throws InterruptedException {
        clock.shutdown();
        boolean unusedStopped = clock.awaitTermination(5, TimeUnit.SECONDS);
        senders.shutdown();
        boolean unusedAnswered = senders.awaitTermination(60, TimeUnit.SECONDS);
    }

    private void deliver(String job, long due) {
        try {
            int status = send(Wire.signed("bfl", "{\"id\":\"" + job + "\",\"status\":\"Pending\"}"));
            tally.answered(status);
            if (status == 200) {
                acknowledged.add(job);
            }
        } catch (IOException unanswered) {
            tally.answered(0);
            drop();
        }
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
    }

    private int send(byte[] request) throws IOException {
        Socket socket = connection.get();
        boolean kept = socket != null;
        if (socket == null) {
            socket = new Socket();
            connection.set(socket);
            socket.connect(target, (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
        }
        try {
            socket.getOutputStream().write(request);
            return status(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException closed) {
            drop();
            if (kept && !(closed instanceof java.net.SocketTimeoutException)) {
                // A kept connection may be closed at any time; every client tries once more with a new one.
                return send(request);
            }
            throw closed;
        }
    }

    private int status(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("closed");
            }
            head.append((char) one);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        int length = at < 0
                ? 0
                : Integer.parseInt(
                        lower.substring(at + 15, lower.indexOf("\r", at)).strip());
        if (in.readNBytes(length).length < length) {
            throw new IOException("cut off");
        }
        int status = Integer.parseInt(head.substring(9, 12));
        if (status == 503 && !lower.contains("retry-after:")) {
            without.incrementAndGet();
        }
        if (lower.contains("connection: close")) {
            drop();
        }
        return status;
    }

    private void drop() {
        Socket socket = connection.get();
        connection.remove();
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException ignored) {
            // It is gone in any case.
        }
    }

    public Tally tally() {
        return tally;
    }

    public int unavailableWithoutRetryAfter() {
        return without.get();
    }

    /** The jobs whose delivery was answered 200. */
    public List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** How long an answer took that this share of all was not slower than. */
    public Duration slowest(double share) {
        List<Long> sorted = micros.stream().sorted().toList();
        int at = Math.max(0, (int) Math.ceil(share * sorted.size()) - 1);
        return sorted.isEmpty() ? Duration.ZERO : Duration.ofNanos(sorted.get(at) * 1000);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        senders.shutdownNow();
    }
}
