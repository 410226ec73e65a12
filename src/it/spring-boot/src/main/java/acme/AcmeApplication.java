package acme;

import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** A team's application. Only one route in it is about Mediahook: it takes stored media. */
@SpringBootApplication
public class AcmeApplication {

    public static void main(String[] args) {
        SpringApplication.run(AcmeApplication.class, args);
    }

    @Component
    static class Shelf extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:shelf").routeId("shelf").toD("file:" + Path.of("target", "shelf"));
            from("platform-http:/own").routeId("own").setBody(simple("${header.X-Own}"));
        }
    }
}
