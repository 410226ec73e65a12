package dev.mediahook.packaged.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends signed deliveries at an even rate, on one thread and over keep-alive connections, as a sender's own client
 * does. If a delivery has to wait for the answers to earlier ones, its time counts from when it was due. If the machine
 * is so busy that this thread comes late, it sends fewer deliveries.
 */
public final class Genuine implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final InetSocketAddress target;
    private final Tally tally = new Tally();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
    private final AtomicInteger without = new AtomicInteger();
    private final List<KeptConnection> all = new ArrayList<>();
    private final Deque<KeptConnection> idle = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(4096);
    private final Thread thread = new Thread(this::run, "genuine");
    private final Selector selector;
    private long nanosBetween;
    private volatile boolean more = true;
    private int number;

    public Genuine(InetSocketAddress target) {
        this.target = target;
        try {
            selector = Selector.open();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        thread.setDaemon(true);
    }

    public void start(int perSecond) {
        nanosBetween = 1_000_000_000L / perSecond;
        thread.start();
    }

    /** Forgets the times of the answers so far. */
    public void timeFromHere() {
        micros.clear();
    }

    /** How many answers were timed. */
    public int timed() {
        return micros.size();
    }

    /** Stops sending, and waits for the answers to the deliveries that were sent. */
    public void finish() throws InterruptedException {
        more = false;
        thread.join(PATIENCE.plusSeconds(10).toMillis());
    }

    private void run() {
        long due = System.nanoTime();
        boolean waits = false;
        while (selector.isOpen() && (more || all.size() > idle.size())) {
            try {
                // Deliveries that could not be sent in time are not made up for, since that would be another load.
                boolean comes = more && System.nanoTime() >= due;
                if (comes && !mayBegin()) {
                    waits = true;
                } else if (comes) {
                    long now = System.nanoTime();
                    begin(Delivery.of("genuine-" + number++, waits ? due : now));
                    tally.sent();
                    due = Math.max(due + nanosBetween, now - nanosBetween);
                    waits = false;
                }
                selector.select(1);
                for (SelectionKey key : selector.selectedKeys()) {
                    turn((KeptConnection) key.attachment());
                }
                selector.selectedKeys().clear();
                giveUpOnTheSilent();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private boolean mayBegin() {
        return !idle.isEmpty() || all.size() < MOST_CONNECTIONS;
    }

    private void begin(Delivery delivery) throws IOException {
        KeptConnection connection = delivery.again() ? null : idle.pollLast();
        if (connection == null) {
            connection = new KeptConnection(selector, target);
            all.add(connection);
        }
        try {
            connection.send(delivery);
        } catch (IOException gone) {
            end(connection);
        }
    }

    private void turn(KeptConnection connection) throws IOException {
        try {
            Delivery delivery = connection.delivery();
            Optional<Answer> answer = connection.turn(buffer);
            if (answer.isPresent() && delivery != null) {
                connection.answered();
                count(delivery, answer.get());
                if (answer.get().last()) {
                    end(connection);
                } else {
                    idle.add(connection);
                }
            }
        } catch (IOException gone) {
            end(connection);
        }
    }

    private void count(Delivery delivery, Answer answer) {
        micros.add(delivery.micros());
        tally.answered(answer.status());
        if (answer.status() == 200) {
            acknowledged.add(delivery.job());
        } else if (answer.status() == 503 && !answer.retryAfter()) {
            without.incrementAndGet();
        }
    }

    private void end(KeptConnection connection) throws IOException {
        connection.close();
        all.remove(connection);
        idle.remove(connection);
        Delivery delivery = connection.delivery();
        if (delivery != null && connection.used() && !delivery.again()) {
            begin(delivery.onceMore());
        } else if (delivery != null) {
            micros.add(delivery.micros());
            tally.answered(0);
        }
    }

    private void giveUpOnTheSilent() throws IOException {
        for (KeptConnection connection : all) {
            Delivery delivery = connection.delivery();
            if (delivery != null && delivery.micros() > PATIENCE.toNanos() / 1000) {
                end(connection);
                return;
            }
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

    /** The time within which this share of all answers came. */
    public Duration slowest(double share) {
        List<Long> sorted = micros.stream().sorted().toList();
        int at = Math.max(0, (int) Math.ceil(share * sorted.size()) - 1);
        return sorted.isEmpty() ? Duration.ZERO : Duration.ofNanos(sorted.get(at) * 1000);
    }

    @Override
    public void close() {
        more = false;
        try {
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        all.forEach(KeptConnection::close);
    }
}
