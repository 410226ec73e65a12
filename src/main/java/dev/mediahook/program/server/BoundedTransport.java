package dev.mediahook.program.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.impl.Http1xOrH2CHandler;
import io.vertx.core.http.impl.Http1xUpgradeToH2CHandler;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts no connection while too many are open: event loops close the surplus more slowly than a flood is accepted,
 * and until then each connection has a descriptor. While many connections wait for their first read, it pauses before
 * it accepts more: an event loop prepares all new connections before it reads again, and the connections that are
 * already open would wait for them. Meanwhile, further clients wait in the system's queue.
 */
public final class BoundedTransport extends JDKTransport {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * How many new connections the event loops may have at once; further connections follow one by one, with a pause.
     */
    private static final int MOST_UNREAD = 32;

    private static final long UNREAD_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger unread = new AtomicInteger();
    private final int most;
    private final Duration head;

    private BoundedTransport(int most, Duration head) {
        this.most = most;
        this.head = head;
    }

    /**
     * Makes a Vert.x with this transport, since the public builder of Vert.x 4 takes none.
     *
     * @param most how many accepted connections may be open at once, on all servers of this Vert.x
     * @param head how long a client may take for its first head, or for the preface of HTTP/2, on a server that
     *     speaks both: Vert.x shows nobody the connection before that; zero if no server speaks both
     */
    public static Vertx vertx(VertxOptions options, int most, Duration head) {
        return new VertxBuilder(options)
                .findTransport(new BoundedTransport(most, head))
                .init()
                .vertx();
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return domainSocket ? super.serverChannelFactory(true) : Accepting::new;
    }

    private final class Accepting extends NioServerSocketChannel {

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            // Pausing is harmless: the thread that accepts does nothing else.
            if (open.get() >= most) {
                LockSupport.parkNanos(PAUSE_NANOS);
                return 0;
            }
            if (unread.get() >= MOST_UNREAD) {
                LockSupport.parkNanos(UNREAD_PAUSE_NANOS);
            }
            int before = accepted.size();
            int read = super.doReadMessages(accepted);
            for (Object one : accepted.subList(before, accepted.size())) {
                Channel channel = (Channel) one;
                FirstRead firstRead = new FirstRead();
                open.incrementAndGet();
                channel.closeFuture().addListener(closed -> {
                    open.decrementAndGet();
                    firstRead.over();
                });
                channel.pipeline().addFirst(firstRead);
            }
            return read;
        }
    }

    /** Closes a connection on which neither a first request nor the preface of HTTP/2 is complete. */
    private static void endUndecided(Channel channel) {
        if (channel.pipeline().get(Http1xOrH2CHandler.class) != null
                || channel.pipeline().get(Http1xUpgradeToH2CHandler.class) != null) {
            var unused = channel.close();
        }
    }

    /** Counts a connection as unread until its event loop has looked for what the client sent. */
    private final class FirstRead extends ChannelInboundHandlerAdapter {

        private final AtomicBoolean counted = new AtomicBoolean(true);

        FirstRead() {
            unread.incrementAndGet();
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            // If a timer is set while an event loop runs its tasks, the loop runs the timer only after it has read
            // again.
            var unused = context.executor().schedule(this::over, 1, TimeUnit.NANOSECONDS);
            if (!head.isZero()) {
                var first = context.executor()
                        .schedule(() -> endUndecided(context.channel()), head.toMillis(), TimeUnit.MILLISECONDS);
                context.channel().closeFuture().addListener(closed -> first.cancel(false));
            }
            context.fireChannelActive();
            context.pipeline().remove(this);
        }

        private void over() {
            if (counted.getAndSet(false)) {
                unread.decrementAndGet();
            }
        }
    }
}
