package dev.mediahook.packaged.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Carries out an attack on one thread, over all its connections. A closed connection is opened again. */
public final class Attacker implements Runnable {

    private static final Duration WITHOUT_ANSWER = Duration.ofSeconds(20);

    private final Attack attack;
    private final InetSocketAddress target;
    private final long end;
    private final Tally tally = new Tally();
    private final Deque<Long> closed = new ArrayDeque<>();
    private final ByteBuffer read = ByteBuffer.allocate(16 * 1024);
    private long requests;

    private static final class Line {
        private ByteBuffer unsent = ByteBuffer.allocate(0);
        private boolean busy;
        private long next;
    }

    /**
     * @param end when the attack ends, by {@link System#nanoTime}
     */
    public Attacker(Attack attack, InetSocketAddress target, long end) {
        this.attack = attack;
        this.target = target;
        this.end = end;
    }

    public Tally tally() {
        return tally;
    }

    public String name() {
        return attack.name();
    }

    @Override
    public void run() {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < attack.connections(); i++) {
                closed.add(System.nanoTime());
            }
            while (System.nanoTime() < end) {
                open(selector);
                selector.select(20);
                for (SelectionKey key : selector.keys()) {
                    turn(key, selector.selectedKeys().contains(key));
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException failure) {
            throw new IllegalStateException(attack.name(), failure);
        }
    }

    private void open(Selector selector) {
        while (!closed.isEmpty() && closed.peek() <= System.nanoTime()) {
            closed.remove();
            try {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(target);
                channel.register(selector, SelectionKey.OP_CONNECT, new Line());
            } catch (IOException refused) {
                again();
            }
        }
    }

    private void turn(SelectionKey key, boolean ready) {
        SocketChannel channel = (SocketChannel) key.channel();
        Line line = (Line) key.attachment();
        try {
            if (ready && key.isValid() && key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
            }
            if (!key.isValid() || !channel.isConnected()) {
                return;
            }
            if (ready && key.isReadable()) {
                answer(channel, line);
            }
            ask(key, channel, line);
        } catch (IOException gone) {
            drop(key, channel, line);
        }
    }

    private void ask(SelectionKey key, SocketChannel channel, Line line) throws IOException {
        if (!line.unsent.hasRemaining() && !line.busy && System.nanoTime() >= line.next) {
            line.unsent = ByteBuffer.wrap(attack.request().apply(requests++));
            line.busy = true;
            line.next = System.nanoTime() + WITHOUT_ANSWER.toNanos();
            tally.sent();
        }
        if (line.busy && !attack.waits() && System.nanoTime() >= line.next) {
            throw new IOException("no answer");
        }
        channel.write(line.unsent);
        key.interestOps(SelectionKey.OP_READ | (line.unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0));
    }

    private void answer(SocketChannel channel, Line line) throws IOException {
        read.clear();
        int bytes = channel.read(read);
        if (bytes < 0) {
            throw new IOException("closed");
        }
        String text = new String(read.array(), 0, bytes, StandardCharsets.ISO_8859_1);
        if (line.busy && text.startsWith("HTTP/1.1 ") && text.length() >= 12) {
            tally.answered(Integer.parseInt(text.substring(9, 12)));
            line.busy = false;
            line.next =
                    System.nanoTime() + Duration.ofMillis(attack.everyMillis()).toNanos();
        }
    }

    private void drop(SelectionKey key, SocketChannel channel, Line line) {
        if (line.busy) {
            tally.answered(0);
        }
        key.cancel();
        try {
            channel.close();
        } catch (IOException ignored) {
            // The connection is gone in any case.
        }
        again();
    }

    /**
     * Opens the connection again after a pause. Otherwise a server that refuses connections would get more of them than
     * the attack intends.
     */
    private void again() {
        closed.add(System.nanoTime()
                + Duration.ofMillis(Math.max(50, attack.everyMillis())).toNanos());
    }
}
