package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.Mediahook;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host does with its routes can keep deliveries from Mediahook's. The log says so. */
class RoutesOfAHostTest {

    private static final Map<String, String> ON = Map.of(
            "mediahook.bfl.webhook-secret", PlainHost.SECRET,
            "mediahook.api.enabled", "true",
            "mediahook.api.token", "a-token-for-the-test");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "/, '', true",
        "/webhooks, '', true",
        "/webhooks/, '&httpMethodRestrict=POST', true",
        "/, '&httpMethodRestrict=GET', false",
        "/webhooks/bf, '', true",
        "/webhooks/krea, '', false"
    })
    void aRouteForAllPathsIsNamed(String path, String options, boolean named) throws Exception {
        RouteBuilder all = new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:" + path + "?matchOnUriPrefix=true" + options)
                        .routeId("all")
                        .setBody(constant("ours"));
            }
        };
        try (LogLines lines = LogLines.of(Class.forName("dev.mediahook.receive.vertx.RawBodyConsumer"));
                PlainHost host = new PlainHost(folder, ON, installation -> {}, all)) {
            String answer = host.deliverBfl(PlainHost.SECRET, "{\"id\":\"j\",\"status\":\"Pending\"}")
                    .body();

            assertThat(answer).isEqualTo(named ? "ours" : "{\"status\":\"received\"}");
            assertThat(lines.all()).allMatch(line -> line.contains(" route=all takes its requests"));
            assertThat(lines.all().stream().anyMatch(line -> line.startsWith("path=/webhooks/bfl ")))
                    .isEqualTo(named);
        }
    }

    @Test
    void aFilterThatLeavesOutOurRoutesIsNamed() throws Exception {
        RouteBuilder filter = new RouteBuilder() {
            @Override
            public void configure() {
                ((ModelCamelContext) getContext()).setRouteFilterPattern("own*", null);
            }
        };
        try (LogLines lines = LogLines.of(Mediahook.class);
                PlainHost host = new PlainHost(folder, ON, installation -> {}, filter)) {
            assertThat(host.context().getRouteDefinitions())
                    .extracting(RouteDefinition::getRouteId)
                    .doesNotContain("bfl");
            assertThat(lines.all())
                    .anySatisfy(line -> assertThat(line).contains("sender=bfl broken", "camel.main.routeFilter…"));
        }
    }
}
