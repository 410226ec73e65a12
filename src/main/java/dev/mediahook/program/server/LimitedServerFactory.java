package dev.mediahook.program.server;

import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.vertx.Gate;
import dev.mediahook.receive.vertx.ServerLimits;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;

/**
 * Makes the two servers of Camel Main with limits; {@code camel.server.*} and {@code camel.management.*} mean what they
 * mean to Camel. Camel Main takes this factory from the registry.
 */
public final class LimitedServerFactory extends DefaultMainHttpServerFactory {

    private final int eventLoops;
    private final ServerLimits limits;
    private final Gate gate;
    private final Consumer<RefusalCause> refused;
    private final Consumer<String> closed;

    /**
     * @param eventLoops how many event loops the application server has
     * @param gate the gate of the application server; health checks are answered at all times
     * @param refused is told of requests that reached no route
     * @param closed is told in one word why a connection was closed
     */
    public LimitedServerFactory(
            int eventLoops, ServerLimits limits, Gate gate, Consumer<RefusalCause> refused, Consumer<String> closed) {
        this.eventLoops = eventLoops;
        this.limits = limits;
        this.gate = gate;
        this.refused = refused;
        this.closed = closed;
    }

    @Override
    public Service newHttpServer(CamelContext context, HttpServerConfigurationProperties properties) {
        MainHttpServer theirs = (MainHttpServer) super.newHttpServer(context, properties);
        MainHttpServer ours = new LimitedMainServer(this::server);
        ours.setCamelContext(context);
        ours.setConfiguration(theirs.getConfiguration());
        ours.setStaticEnabled(theirs.isStaticEnabled());
        ours.setStaticContextPath(theirs.getStaticContextPath());
        ours.setStaticSourceDir(theirs.getStaticSourceDir());
        return ours;
    }

    /** If Jolokia or the sending of messages is enabled, which are for development, this is Camel's own server. */
    @Override
    public Service newHttpManagementServer(
            CamelContext context, HttpManagementServerConfigurationProperties properties) {
        ManagementHttpServer theirs = (ManagementHttpServer) super.newHttpManagementServer(context, properties);
        if (properties.isJolokiaEnabled() || properties.isSendEnabled()) {
            return theirs;
        }
        ManagementHttpServer ours = new LimitedManagementServer(this::managementServer);
        ours.setCamelContext(context);
        ours.setConfiguration(theirs.getConfiguration());
        ours.setInfoEnabled(theirs.isInfoEnabled());
        ours.setInfoPath(theirs.getInfoPath());
        ours.setDevConsoleEnabled(theirs.isDevConsoleEnabled());
        ours.setHealthCheckEnabled(theirs.isHealthCheckEnabled());
        ours.setHealthPath(theirs.getHealthPath());
        ours.setMetricsEnabled(theirs.isMetricsEnabled());
        ours.setUploadEnabled(theirs.isUploadEnabled());
        ours.setUploadSourceDir(theirs.getUploadSourceDir());
        ours.setDownloadEnabled(theirs.isDownloadEnabled());
        return ours;
    }

    private LimitedHttpServer server(VertxPlatformHttpServerConfiguration configuration) {
        configuration.getBodyHandler().setPreallocateBodyBuffer(false);
        return new LimitedHttpServer(configuration, limits, gate, refused, closed, eventLoops);
    }

    private LimitedHttpServer managementServer(VertxPlatformHttpServerConfiguration configuration) {
        Gate always = new Gate();
        always.open();
        return new LimitedHttpServer(configuration, limits.forManagement(), always, refused, closed, 1);
    }
}
