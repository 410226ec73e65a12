package dev.mediahook.receive.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts no connection while too many are open: event loops close the surplus more slowly than a flood is accepted,
 * and until then each has a descriptor. Whoever comes meanwhile waits in the system's queue.
 */
public final class BoundedTransport extends JDKTransport {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicInteger open = new AtomicInteger();
    private final int most;

    private BoundedTransport(int most) {
        this.most = most;
    }

    /**
     * Makes a Vert.x with this transport; Vert.x 4's public builder takes none.
     *
     * @param most accepted connections open at once, of all its servers
     */
    public static Vertx vertx(VertxOptions options, int most) {
        return new VertxBuilder(options)
                .findTransport(new BoundedTransport(most))
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
            if (open.get() >= most) {
                // The thread that accepts does nothing else.
                LockSupport.parkNanos(PAUSE_NANOS);
                return 0;
            }
            int before = accepted.size();
            int read = super.doReadMessages(accepted);
            for (Object one : accepted.subList(before, accepted.size())) {
                open.incrementAndGet();
                ((Channel) one).closeFuture().addListener(closed -> open.decrementAndGet());
            }
            return read;
        }
    }
}
