package dev.mediahook.packaged.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A keep-alive connection of a well-behaved client, which sends one delivery after the other. */
final class KeptConnection {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private boolean used;
    private @Nullable Delivery delivery;

    KeptConnection(Selector selector, InetSocketAddress target) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(target);
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** The delivery that waits for its answer on this connection; null if there is none. */
    @Nullable
    Delivery delivery() {
        return delivery;
    }

    /** Whether an answer has come over this connection. If so, its end is no fault. */
    boolean used() {
        return used;
    }

    void send(Delivery next) throws IOException {
        delivery = next;
        received.reset();
        unsent = ByteBuffer.wrap(next.request());
        if (channel.isConnected()) {
            write();
        }
    }

    /**
     * Writes and reads as far as the connection is ready.
     *
     * @return the answer, if it is here
     * @throws IOException if the connection can't be used any more
     */
    Optional<Answer> turn(ByteBuffer buffer) throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            write();
        }
        if (!channel.isConnected()) {
            return Optional.empty();
        }
        if (key.isWritable()) {
            write();
        }
        buffer.clear();
        int bytes = channel.read(buffer);
        if (bytes < 0 || bytes > 0 && delivery == null) {
            throw new IOException("closed");
        }
        received.write(buffer.array(), 0, bytes);
        return bytes == 0 ? Optional.empty() : Answer.of(received.toByteArray());
    }

    /** Notes that the answer is here. */
    void answered() {
        delivery = null;
        used = true;
    }

    private void write() throws IOException {
        channel.write(unsent);
        key.interestOps(SelectionKey.OP_READ | (unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0));
    }

    void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The connection is gone in any case.
        }
    }
}
