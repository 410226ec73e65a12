package acme;

import dev.mediahook.MediahookConfiguration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** A team's Camel Main application, with a route that takes stored media. */
public final class AcmeMain {

    private AcmeMain() {}

    public static void main(String[] args) throws Exception {
        System.exit(application().run(args));
    }

    static Main application() {
        Main main = new Main(AcmeMain.class);
        main.configure().addConfiguration(MediahookConfiguration.class);
        return main;
    }

    public static final class Shelf extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:shelf").routeId("shelf").to("file:target/shelf");
            from("platform-http:/own").routeId("own").setBody(simple("${header.X-Own}"));
        }
    }
}
