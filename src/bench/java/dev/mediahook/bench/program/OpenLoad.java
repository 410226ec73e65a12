package dev.mediahook.bench.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at a constant rate, whatever the answers, as senders do not wait for each other. A wait counts from
 * when its request was due, so that the requests that pile up behind a slow answer count too.
 */
final class OpenLoad {

    private static final int MOST_CONNECTIONS = 512;

    private final int port;
    private final Deque<SelectionKey> idle = new ArrayDeque<>();
    private final Histogram waits = new Histogram(60_000_000L, 3);
    private int connections;
    private long notOk;

    private static final class Request {
        private final ByteBuffer in = ByteBuffer.allocate(4096);
        private long dueAt;
    }

    OpenLoad(int port) {
        this.port = port;
    }

    Load.Result run(double perSecond, Duration time, Supplier<byte[]> requests) throws IOException {
        waits.reset();
        notOk = 0;
        double gap = 1e9 / perSecond;
        try (Selector selector = Selector.open()) {
            long begun = System.nanoTime();
            long end = begun + time.toNanos();
            long sent = 0;
            while (System.nanoTime() < end) {
                long due = begun + (long) (sent * gap);
                while (System.nanoTime() >= due && send(selector, requests, due)) {
                    sent++;
                    due = begun + (long) (sent * gap);
                }
                long pause = Math.min(due, end) - System.nanoTime();
                selector.select(this::answer, Math.max(1, Math.min(100, pause / 1_000_000)));
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            idle.clear();
            connections = 0;
            return new Load.Result(waits.getTotalCount() / seconds, waits.copy(), notOk);
        }
    }

    /** Sends a request. Returns false if all connections wait for an answer. */
    private boolean send(Selector selector, Supplier<byte[]> requests, long due) throws IOException {
        SelectionKey key = idle.poll();
        if (key == null) {
            if (connections == MOST_CONNECTIONS) {
                return false;
            }
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, new Request());
            connections++;
        }
        Request request = (Request) key.attachment();
        request.in.clear();
        request.dueAt = due;
        ByteBuffer out = ByteBuffer.wrap(requests.get());
        while (out.hasRemaining()) {
            ((SocketChannel) key.channel()).write(out);
        }
        return true;
    }

    private void answer(SelectionKey key) {
        Request request = (Request) key.attachment();
        try {
            int read = ((SocketChannel) key.channel()).read(request.in);
            int status = read < 0 ? -1 : Load.status(request.in);
            if (status == 0) {
                return;
            }
            waits.recordValue(Math.max(1, (System.nanoTime() - request.dueAt) / 1000));
            notOk += status == 200 ? 0 : 1;
            if (status < 0) {
                key.channel().close();
                connections--;
            } else {
                idle.add(key);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
