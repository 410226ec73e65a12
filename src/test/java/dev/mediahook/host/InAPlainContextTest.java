package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mediahook.Mediahook;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team's own context holds Mediahook beside the team's own routes. */
class InAPlainContextTest {

    private static final Map<String, String> ON =
            Map.of("mediahook.bfl.webhook-secret", PlainHost.SECRET, "mediahook.media.store", "direct:shelf");

    @TempDir
    Path folder;

    private final Map<String, byte[]> shelf = new ConcurrentHashMap<>();
    private final Map<String, Object> letters = new ConcurrentHashMap<>();

    /** Uses names that Mediahook might have taken, and an error handler that swallows every failure. */
    private RouteBuilder own() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel("direct:letters"));
                from("direct:letters")
                        .process(exchange -> letters.put(exchange.getExchangeId(), exchange.getFromRouteId()));
                from("direct:notify").routeId("notify").to("log:notify");
                from("direct:fetch-media").routeId("fetch-media").to("log:media");
                from("platform-http:/own?httpMethodRestrict=POST")
                        .routeId("own")
                        .setBody(simple("${header.X-Own}"));
                from("direct:shelf")
                        .process(exchange -> shelf.put(
                                exchange.getMessage().getHeader("CamelFileName", "", String.class),
                                exchange.getMessage().getBody(byte[].class)));
            }
        };
    }

    @Test
    void takesASignedDeliveryARepeatAndNoForgedOneAndStoresInARouteOfTheHosts() throws Exception {
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PlainHost host = new PlainHost(folder, ON, installation -> {}, own())) {
            String ready = ready("job-1", media.medium(MediaKind.PNG, "plain").toString());

            assertThat(host.deliverBfl("wrong", ready).statusCode()).isEqualTo(401);
            assertThat(host.deliverBfl(PlainHost.SECRET, ready).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(host.deliverBfl(PlainHost.SECRET, ready).body()).isEqualTo("{\"status\":\"already_processed\"}");
            await().until(() -> !shelf.isEmpty());
            assertThat(shelf.values()).containsExactly(media.bytes(MediaKind.PNG, "plain"));
            assertThat(letters).as("no refusal reaches the host's handler").isEmpty();
        }
    }

    @Test
    void leavesTheHostsOwnRoutesAsTheyWere() throws Exception {
        try (PlainHost host = new PlainHost(folder, ON, installation -> {}, own())) {
            assertThat(host.post("/own", "x".repeat(2 << 20), "X-Own", "kept").body())
                    .as("no limit of Mediahook's applies, and no header is lost")
                    .isEqualTo("kept");
            assertThat(host.post("/api/jobs", "{}").statusCode())
                    .as("no API unless the host asks for it")
                    .isEqualTo(404);
            assertThat(host.context().getRoutes().stream()
                            .map(route -> route.getId())
                            .filter(id -> !id.startsWith("mediahook-")))
                    .containsExactlyInAnyOrderElementsOf(List.of(
                            "notify",
                            "fetch-media",
                            "own",
                            host.context().getRoutes().get(0).getId(),
                            host.context().getRoutes().get(4).getId()));
        }
    }

    @Test
    void twoContextsOfOneProcessDoNotMeet() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (PlainHost one = new PlainHost(folder.resolve("one"), ON, installation -> {}, own());
                PlainHost other = new PlainHost(
                        folder.resolve("other"),
                        Map.of("mediahook.krea.webhook-token", "token"),
                        installation -> installation.senders("krea"),
                        own())) {
            assertThat(one.mediahook().senders())
                    .extracting(sender -> sender.name())
                    .containsExactly("bfl");
            assertThat(other.mediahook().senders())
                    .extracting(sender -> sender.name())
                    .containsExactly("krea");
            assertThat(one.post("/webhooks/krea/token", "{}").statusCode()).isEqualTo(404);
            assertThat(other.post("/webhooks/krea/token", "{\"job_id\":\"j\",\"status\":\"queued\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName))
                .as("no thread of Mediahook's outlives its context")
                .noneMatch(name -> name.contains("mediahook-writer") || name.contains("mediahook-dispatcher")));
    }

    @Test
    void refusesAContextThatRunsAlreadyAndTakesNothing() throws Exception {
        try (DefaultCamelContext running = new DefaultCamelContext()) {
            running.getPropertiesComponent()
                    .addInitialProperty(
                            "mediahook.data-dir", folder.resolve("x").toString());
            running.start();

            assertThatThrownBy(() -> Mediahook.in(running).install()).hasMessageContaining("before the context starts");
            assertThat(Files.exists(folder.resolve("x"))).isFalse();
        }
    }

    /** Like an environment variable: whoever knows the name gets the value, but no names are listed. */
    @Test
    void refusesASendersSettingThatNoFileGives() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addPropertiesSource(new PropertiesSource() {
                @Override
                public String getName() {
                    return "unlisted";
                }

                @Override
                public String getProperty(String name) {
                    return Map.of("mediahook.bfl.webhook-secret", PlainHost.SECRET, "mediahook.bfl.poll-for", "banana")
                            .get(name);
                }
            });
            assertThatThrownBy(() -> Mediahook.in(context).senders("bfl").install())
                    .hasMessageContaining("mediahook.bfl.poll-for: \"banana\" is not a duration");
        }
    }

    @Test
    void refusesARouteThatWouldReplaceOneOfItsOwn() throws Exception {
        try (PlainHost host = new PlainHost(folder, ON, installation -> {}, own())) {
            assertThatThrownBy(() -> host.context().addRoutes(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:mine")
                                    .routeId("mediahook-job-completed")
                                    .to("log:mine");
                        }
                    }))
                    .hasStackTraceContaining("mediahook-job-completed is Mediahook's own");
        }
    }

    private static String ready(String job, String url) {
        return "{\"id\":\"" + job + "\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + url + "\"}}";
    }
}
