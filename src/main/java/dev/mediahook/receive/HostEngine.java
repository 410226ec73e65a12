package dev.mediahook.receive;

import dev.mediahook.receive.servlet.ServletConsumer;
import dev.mediahook.receive.vertx.RawBodyEngine;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@link RawRequest} for each request, whichever HTTP server the context uses. Only endpoints that name this
 * engine use it: the context's other routes keep their own engine, limits and headers.
 */
public final class HostEngine implements PlatformHttpEngine, Service {

    private static final String VERTX = "org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine";
    private static final String SERVLET =
            "org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine";

    private final CamelContext context;
    private final BodyLimit limit;
    private final int workers;
    private final int most;
    private final Duration bodyTime;
    private final Semaphore admitted;
    private @Nullable PlatformHttpEngine vertx;

    /**
     * @param workers how many requests are processed at once, if the server has no threads of its own for that
     * @param most how many requests may wait for their answer; a further request gets 503
     * @param bodyTime how long a body may take to arrive
     */
    public HostEngine(CamelContext context, BodyLimit limit, int workers, int most, Duration bodyTime) {
        this.context = context;
        this.limit = limit;
        this.workers = workers;
        this.most = most;
        this.bodyTime = bodyTime;
        this.admitted = new Semaphore(most);
    }

    /** Compares the server's classes by name, since a host has only its own server's classes on the class path. */
    @Override
    public synchronized PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        PlatformHttpEngine host = host();
        if (isA(host, SERVLET)) {
            return new ServletConsumer(endpoint, processor, limit, bodyTime, admitted);
        }
        if (!isA(host, VERTX)) {
            throw new IllegalStateException("Mediahook takes webhooks from Camel's Vert.x engine or from its servlet"
                    + " engine, and not from " + host.getClass().getName());
        }
        if (vertx == null) {
            vertx = RawBodyEngine.over(host, context, limit, workers, most, bodyTime);
        }
        return vertx.createConsumer(endpoint, processor);
    }

    /** Camel starts this service right after its HTTP server, which listens before the routes exist. */
    @Override
    public void start() {
        away(context, true);
    }

    /**
     * Turns on or off the 503 for webhooks that no route serves. In a servlet container this does nothing: the
     * container answers 404 until the context has started. After the context has stopped, its webhooks get 503.
     */
    public static void away(CamelContext context, boolean now) {
        if (context.getClassResolver().resolveClass(VERTX) != null) {
            RawBodyEngine.away(context, now);
        }
    }

    @Override
    public void stop() {}

    private PlatformHttpEngine host() {
        PlatformHttpComponent component = context.getComponent("platform-http", PlatformHttpComponent.class);
        ServiceHelper.startService(component);
        return component.getEngine();
    }

    private static boolean isA(Object engine, String name) {
        for (Class<?> one = engine.getClass(); one != null; one = one.getSuperclass()) {
            if (one.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int getServerPort() {
        return host().getServerPort();
    }
}
