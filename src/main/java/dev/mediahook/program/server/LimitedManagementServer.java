package dev.mediahook.program.server;

import java.util.function.Function;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.NullUnmarked;

/**
 * Camel Main's management server over a {@link LimitedHttpServer}, or on the application server if both share a port.
 */
@NullUnmarked
final class LimitedManagementServer extends ManagementHttpServer {

    private final Function<VertxPlatformHttpServerConfiguration, LimitedHttpServer> making;
    private VertxPlatformHttpServer server;

    LimitedManagementServer(Function<VertxPlatformHttpServerConfiguration, LimitedHttpServer> making) {
        this.making = making;
    }

    /** Makes a limited server in place of the server without limits that Camel would make. */
    @Override
    protected void doInit() throws Exception {
        getConfiguration().setServerType(VertxPlatformHttpRouter.SERVER_TYPE_MANAGEMENT);
        VertxPlatformHttpServer shared = getCamelContext().hasService(VertxPlatformHttpServer.class);
        if (shared != null && shared.getConfigurationPort() == getPort()) {
            server = shared;
        } else {
            server = making.apply(getConfiguration());
            getCamelContext().addService(server);
        }
    }

    @Override
    protected void doStart() throws Exception {
        ServiceHelper.startService(server);
        super.doStart();
    }
}
