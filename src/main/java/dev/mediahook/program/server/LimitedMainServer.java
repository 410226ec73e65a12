package dev.mediahook.program.server;

import java.util.function.Function;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.NullUnmarked;

/** Camel Main's application server over a {@link LimitedHttpServer}. */
@NullUnmarked
final class LimitedMainServer extends MainHttpServer {

    private final Function<VertxPlatformHttpServerConfiguration, LimitedHttpServer> making;
    private LimitedHttpServer server;

    LimitedMainServer(Function<VertxPlatformHttpServerConfiguration, LimitedHttpServer> making) {
        this.making = making;
    }

    /** Makes a limited server in place of the server without limits that Camel would make. */
    @Override
    protected void doInit() throws Exception {
        getConfiguration().setServerType(VertxPlatformHttpRouter.SERVER_TYPE_SERVER);
        server = making.apply(getConfiguration());
        getCamelContext().addService(server);
    }

    @Override
    protected void doStart() throws Exception {
        ServiceHelper.startService(server);
        super.doStart();
    }
}
