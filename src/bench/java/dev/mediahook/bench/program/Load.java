package dev.mediahook.bench.program;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Loads a loopback server from one thread over keep-alive connections, with one request at a time on each. The time is
 * bounded. An answer is complete when its Content-Length has been read.
 */
final class Load {

    private final List<Integer> ports;
    private final int connections;

    Load(int port, int connections) {
        this(List.of(port), connections);
    }

    /**
     * @param ports the ports to which the connections lead in turn
     */
    Load(List<Integer> ports, int connections) {
        this.ports = ports;
        this.connections = connections;
    }

    /** The measured rate, and the waiting times in microseconds. */
    record Result(double perSecond, Histogram waits, long notOk) {
        String row(String name) {
            return String.format(
                    "%-34s %9.0f/s   p50 %6.1f ms   p99 %6.1f ms   not 200: %d",
                    name,
                    perSecond,
                    waits.getValueAtPercentile(50) / 1000.0,
                    waits.getValueAtPercentile(99) / 1000.0,
                    notOk);
        }
    }

    private static final class Connection {
        private final ByteBuffer in = ByteBuffer.allocate(4096);
        private ByteBuffer out = ByteBuffer.allocate(0);
        private long sentAt;
    }

    Result run(Duration time, Supplier<byte[]> requests) throws IOException {
        return run(time, Long.MAX_VALUE, requests);
    }

    /** Runs until this many requests are answered. */
    Result run(int answers, Supplier<byte[]> requests) throws IOException {
        return run(Duration.ofMinutes(5), answers, requests);
    }

    private Result run(Duration time, long answers, Supplier<byte[]> requests) throws IOException {
        Histogram waits = new Histogram(60_000_000L, 3);
        long notOk = 0;
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress("127.0.0.1", ports.get(i % ports.size())));
                channel.configureBlocking(false);
                Connection connection = new Connection();
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ, connection);
                send(key, connection, requests.get());
            }
            long begun = System.nanoTime();
            long end = begun + time.toNanos();
            while (System.nanoTime() < end && waits.getTotalCount() < answers) {
                selector.select(100);
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); keys.remove()) {
                    SelectionKey key = keys.next();
                    Connection connection = (Connection) key.attachment();
                    SocketChannel channel = (SocketChannel) key.channel();
                    if (channel.read(connection.in) < 0) {
                        throw new IOException("the server hung up");
                    }
                    int status = status(connection.in);
                    if (status > 0) {
                        waits.recordValue(Math.max(1, (System.nanoTime() - connection.sentAt) / 1000));
                        notOk += status == 200 ? 0 : 1;
                        send(key, connection, requests.get());
                    }
                }
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return new Result(waits.getTotalCount() / seconds, waits, notOk);
        }
    }

    /** Sends a request. It is far smaller than a socket's buffer, so it is written at once. */
    private static void send(SelectionKey key, Connection connection, byte[] request) throws IOException {
        connection.in.clear();
        connection.out = ByteBuffer.wrap(request);
        connection.sentAt = System.nanoTime();
        while (connection.out.hasRemaining()) {
            ((SocketChannel) key.channel()).write(connection.out);
        }
    }

    /** The status of an answer; 0 if the answer is not complete yet. */
    static int status(ByteBuffer in) {
        String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return 0;
        }
        String lower = text.substring(0, head).toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length:");
        if (at >= 0) {
            int lineEnd = lower.indexOf("\r\n", at);
            String length = lower.substring(at + 15, lineEnd < 0 ? lower.length() : lineEnd)
                    .strip();
            if (text.length() < head + 4 + Integer.parseInt(length)) {
                return 0;
            }
        } else if (!text.endsWith("0\r\n\r\n")) {
            return 0;
        }
        return Integer.parseInt(text.substring(9, 12));
    }
}
