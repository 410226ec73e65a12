package dev.mediahook.program.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;

/**
 * Answers a client that ends its side of the connection after its requests, as {@code ncat} and some proxies do. Vert.x
 * would close such a connection, and the sender of a delivery that is kept would never hear of it.
 */
final class HalfClosed extends ChannelDuplexHandler {

    private int owedAnswers;
    private boolean answering;
    private boolean ended;

    /** Lets the client of a connection end its side. On a connection of HTTP/2 nothing changes. */
    static void allow(HttpConnection connection) {
        if (connection instanceof Http1xServerConnection open) {
            ChannelHandlerContext context = open.channelHandlerContext();
            context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            context.pipeline().addBefore(context.name(), null, new HalfClosed());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof LastHttpContent) {
            owedAnswers++;
        }
        super.channelRead(context, message);
    }

    /** A client that ends its side in the midst of a request, or of a long answer, has gone. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            ended = true;
            if (answering || owedAnswers <= 0) {
                var unused = context.close();
            }
        }
        super.userEventTriggered(context, event);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            answering = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
        }
        if (answering && message instanceof LastHttpContent) {
            answering = false;
            owedAnswers--;
            if (ended && owedAnswers <= 0) {
                var unused = promise.addListener(ChannelFutureListener.CLOSE);
            }
        }
        super.write(context, message, promise);
    }
}
