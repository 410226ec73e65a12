package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.FormatSchema;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.SchemaResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host keeps its own Jackson settings, and none of them changes what the API answers or what a target is sent. */
class JacksonOfAHostTest {

    private static final String TOKEN = "token-of-the-api";
    private static final String FAILURE = "{\"id\":\"j-1\",\"status\":\"Error\"}";

    @TempDir
    Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    record Order(String itemName) {}

    @Test
    void meetsOurs() throws Exception {
        List<String> plain = answers("plain", new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:told")
                        .process(exchange -> told.add(exchange.getMessage().getBody(String.class)));
            }
        });
        List<String> among = answers("among", new Settings());

        assertThat(among).isEqualTo(plain);
        assertThat(plain).noneMatch(String::isEmpty).anyMatch(answer -> answer.contains("\"jobId\":\"j-1\""));
    }

    private List<String> answers(String name, RoutesBuilder routes) throws Exception {
        Map<String, String> properties = Map.of(
                "mediahook.bfl.webhook-secret",
                PlainHost.SECRET,
                "mediahook.api.enabled",
                "true",
                "mediahook.api.token",
                TOKEN,
                "mediahook.notify.to",
                "direct:told");
        try (PlainHost host = new PlainHost(folder.resolve(name), properties, installation -> {}, routes)) {
            host.deliverBfl(PlainHost.SECRET, FAILURE);
            String notification = told.poll(20, TimeUnit.SECONDS);
            if (routes instanceof Settings) {
                assertThat(host.context()
                                .createProducerTemplate()
                                .requestBody("direct:order", new Order("a"), String.class))
                        .isEqualToIgnoringNewLines("{  \"item_name\" : \"a\"}");
            }
            return List.of(
                    same(String.valueOf(notification)),
                    same(host.get("/api/jobs/bfl/j-1", TOKEN)),
                    same(host.get("/api/events", TOKEN)),
                    host.get("/api/none", TOKEN),
                    host.get("/api/openapi.json", TOKEN));
        }
    }

    /** The answer without what differs each time: ids and times. */
    private static String same(String answer) {
        return answer.replaceAll("ev_\\w+|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|[0-9a-f]{8}-[0-9a-f-]{27}", "…");
    }

    private final class Settings extends RouteBuilder {

        @Override
        public void configure() {
            getContext().getGlobalOptions().put("CamelJacksonEnableTypeConverter", "true");
            getContext()
                    .getRegistry()
                    .bind(
                            "mapper",
                            new ObjectMapper()
                                    .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                                    .enable(SerializationFeature.INDENT_OUTPUT));
            getContext().getRegistry().bind("schemas", (SchemaResolver) exchange -> new Foreign());
            from("direct:told")
                    .process(exchange -> told.add(exchange.getMessage().getBody(String.class)));
            from("direct:order")
                    .marshal(dataFormat()
                            .json()
                            .autoDiscoverObjectMapper(true)
                            .autoDiscoverSchemaResolver(false)
                            .end());
        }
    }

    /** A schema with which Jackson refuses to write JSON. */
    private static final class Foreign implements FormatSchema {

        @Override
        public String getSchemaType() {
            return "of the host";
        }
    }
}
