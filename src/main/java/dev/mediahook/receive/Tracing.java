package dev.mediahook.receive;

import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.TraceParent;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.CamelTracingService;
import org.jspecify.annotations.Nullable;

/** The trace that a message belongs to, as whatever tracer its context has leaves it in the message's header. */
public final class Tracing {

    private Tracing() {}

    /** Whether the context has a tracer; Camel wants it before the routes. */
    public static boolean isOn(CamelContext context) {
        return context.hasService(CamelTracingService.class) != null;
    }

    /** The trace as a {@link TraceParent}, or null if there is none. */
    public static @Nullable String of(Exchange exchange) {
        return exchange.getMessage().getHeader(TraceParent.HEADER) instanceof String value
                ? TraceParent.read(value)
                : null;
    }

    /** Has a message go on in the trace that its request names, if that can be used. */
    public static void join(Message message, RequestHead head) {
        String parent = TraceParent.of(head);
        if (parent != null) {
            message.setHeader(TraceParent.HEADER, parent);
        }
    }
}
