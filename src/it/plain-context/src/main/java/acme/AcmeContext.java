package acme;

import dev.mediahook.Mediahook;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** A team's own Camel context, with an HTTP server and a route that takes stored media. */
final class AcmeContext {

    private AcmeContext() {}

    static CamelContext on(int port) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().setLocation("classpath:acme.properties");
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:shelf").routeId("shelf").to("file:target/shelf");
                from("platform-http:/own").routeId("own").setBody(simple("${header.X-Own}"));
            }
        });
        Mediahook.in(context).senders("bfl").install();
        return context;
    }
}
