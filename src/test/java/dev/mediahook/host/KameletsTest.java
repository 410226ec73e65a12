package dev.mediahook.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.TestGateway;
import dev.mediahook.media.Medium;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two kamelets, which camel-kamelet finds in the jar, in a team's own routes. */
class KameletsTest {

    private static final String SECRET = "a-secret-of-a-team's-own-sender";
    private static final String SOURCE = "kamelet:mediahook-webhook-source?sender=own&header=Own-Signature"
            + "&secrets=mediahook.own.webhook-secret&prefix=v1,";

    @TempDir
    Path folder;

    private final List<String> taken = new CopyOnWriteArrayList<>();

    @Test
    void givesVerifiedWebhooksToAnySinkOnceEachAndAgainUntilItTakesThem() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        RoutesBuilder sink = new RouteBuilder() {
            @Override
            public void configure() {
                from(SOURCE).routeId("own").process(exchange -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("away");
                    }
                    taken.add(exchange.getMessage().getHeader("MediahookType") + " "
                            + exchange.getMessage().getHeader("MediahookJob") + " "
                            + exchange.getMessage().getBody(String.class));
                });
            }
        };
        try (PlainHost host = new PlainHost(
                folder,
                Map.of("mediahook.own.webhook-secret", SECRET, "mediahook.retry.first-delay", "50ms"),
                mediahook -> {},
                sink)) {
            String body = "{\"id\":\"o-1\", \"type\":\"ended\"}";

            assertThat(deliver(host, body, "of-a-stranger").statusCode()).isEqualTo(401);
            assertThat(deliver(host, body, SECRET).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(deliver(host, body, SECRET).body()).isEqualTo("{\"status\":\"already_processed\"}");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !taken.isEmpty());
            assertThat(taken).containsExactly("ended o-1 " + body);
            assertThat(host.mediahook().senders())
                    .anyMatch(sender -> sender.line().equals("sender=own on at /webhooks/own"));
        }
    }

    @Test
    void isOffWithoutASecret() throws Exception {
        try (PlainHost host = new PlainHost(folder, Map.of(), mediahook -> {}, new RouteBuilder() {
            @Override
            public void configure() {
                from(SOURCE).to("log:never");
            }
        })) {
            assertThat(deliver(host, "{\"id\":\"o-1\",\"type\":\"ended\"}", "").statusCode())
                    .isEqualTo(404);
            assertThat(host.mediahook().senders()).anyMatch(sender -> sender.line()
                    .equals("sender=own off: mediahook.own.webhook-secret turns it on"));
        }
    }

    @Test
    void fetchesAndStoresTheMediumAtAUrl() throws Exception {
        RoutesBuilder action = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:fetch").to("kamelet:mediahook-fetch-medium-action?sender=team");
            }
        };
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PlainHost host = new PlainHost(folder, Map.of(), mediahook -> {}, action);
                ProducerTemplate template = host.context().createProducerTemplate()) {
            URI url = media.medium(MediaKind.PNG, "kamelet");

            Exchange stored = template.request("direct:fetch", exchange -> {
                exchange.getMessage().setBody(url.toString());
                exchange.getMessage().setHeader("MediahookJob", "k-1");
            });

            Medium.Stored facts = stored.getMessage().getBody(Medium.Stored.class);
            assertThat(facts.contentType()).isEqualTo("image/png");
            assertThat(facts.name()).isEqualTo("team/k-1/0.png");
            assertThat(stored.getMessage().getHeader("MediahookLocation")).isEqualTo(facts.location());
            assertThat(folder.resolve("media/team/k-1/0.png")).hasBinaryContent(media.bytes(MediaKind.PNG, "kamelet"));
            assertThatThrownBy(() -> template.requestBody("direct:fetch", "https://user@host.example/a.png"))
                    .rootCause()
                    .hasMessageContaining("url_refused");
        }
    }

    private static HttpResponse<String> deliver(PlainHost host, String body, String secret) {
        String signature = secret.isEmpty() ? "none" : TestGateway.hmac(secret, body.getBytes(UTF_8));
        return host.post("/webhooks/own", body, "Own-Signature", "v1," + signature);
    }
}
