package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes each shipped file, leaves out or bends one step after the other, and runs all these copies side by side: whatever is
 * wrong with a file, nothing unverified, unconfirmed or unknown is fetched or completed.
 */
class RouteFilesThatForgetTest {

    private static final Map<String, String> SUCCESSES = Map.of(
            "bfl", "{\"id\":\"%1$s\",\"status\":\"Ready\",\"result\":{\"sample\":\"%2$s\"}}",
            "bluma", "{\"id\":\"evt_%1$s\",\"type\":\"video.completed\",\"data\":{\"id\":\"%1$s\",\"url\":\"%2$s\"}}",
            "abstrakt", "{\"job_id\":\"%1$s\",\"status\":\"completed\",\"result\":{\"items\":[{\"url\":\"%2$s\"}]}}",
            "higgsfield", "{\"request_id\":\"%1$s\",\"status\":\"completed\",\"images\":[{\"url\":\"%2$s\"}]}",
            "krea", "{\"job_id\":\"%1$s\",\"status\":\"completed\",\"result\":{\"urls\":[\"%2$s\"]}}");
    private static final List<String> UNSIGNED = List.of("higgsfield", "krea");

    @TempDir
    static Path data;

    static final List<BentRoutes.Bent> BENT = new ArrayList<>();
    static final Map<String, URI> MEDIA = new HashMap<>();
    static final Map<String, HttpResponse<String>> FORGED = new HashMap<>();
    /** What a file that does not even start is told. */
    static final Map<String, String> REFUSED = new HashMap<>();

    static MediaHost host;
    static TestGateway gateway;
    static List<String> logged;

    @BeforeAll
    static void deliverToAll() {
        host = MediaHost.start(0, Clock.systemUTC());
        Map<String, String> properties = new HashMap<>();
        SUCCESSES.keySet().forEach(sender -> BENT.addAll(BentRoutes.of(sender)));
        for (BentRoutes.Bent bent : BENT) {
            String prefix = "mediahook." + bent.sender() + ".";
            StandInSender standIn = StandInSenders.named(bent.original()).orElseThrow();
            properties.put(
                    standIn.credentialProperty().replace("mediahook." + bent.original() + ".", prefix),
                    standIn.demoCredential());
            properties.put(
                    prefix + "require-known-job", Boolean.toString(bent.how().contains("known")));
            if (UNSIGNED.contains(bent.original()) || bent.how().contains("thin")) {
                properties.put(prefix + "api-key", "key:secret");
                properties.put(prefix + "api-url", "http://127.0.0.1:1"); // never confirms anything
            }
        }
        gateway = TestGateway.start(data, properties, new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                RoutesLoader loader = PluginHelper.getRoutesLoader(getContext());
                for (BentRoutes.Bent bent : BENT) {
                    try {
                        loader.loadRoutes(ResourceHelper.fromString(bent.sender() + ".camel.yaml", bent.text()));
                    } catch (IllegalArgumentException refused) {
                        REFUSED.put(bent.sender(), String.valueOf(refused.getMessage()));
                    }
                }
            }
        });
        try (LogLines lines = LogLines.of(Inbox.class)) {
            for (BentRoutes.Bent bent : BENT) {
                FORGED.put(bent.sender(), deliver(bent, "forged", SUCCESSES.get(bent.original()), "of-a-stranger"));
                deliver(bent, "word", BentRoutes.unfinished(SUCCESSES.get(bent.original())), null);
                deliver(bent, "told", SUCCESSES.get(bent.original()), null);
            }
            for (String state : List.of("accepted", "processing")) {
                gateway.await("/api/events?limit=1&state=" + state, page -> page.path("items")
                        .isEmpty());
            }
            logged = List.copyOf(lines.all());
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
        host.close();
    }

    @Test
    void fetchesNothingThatNobodySigned() {
        assertThat(BENT)
                .allSatisfy(bent ->
                        assertThat(fetched(bent, "forged")).as(bent.how()).isZero());
    }

    @Test
    void fetchesNothingOfAWordThatMeansNoSuccess() {
        assertThat(BENT)
                .allSatisfy(
                        bent -> assertThat(fetched(bent, "word")).as(bent.how()).isZero());
    }

    @Test
    void fetchesNothingUnsignedOrThinThatItsSenderDidNotConfirm() {
        assertThat(BENT)
                .filteredOn(
                        bent -> UNSIGNED.contains(bent.original()) || bent.how().contains("thin"))
                .allSatisfy(
                        bent -> assertThat(fetched(bent, "told")).as(bent.how()).isZero());
    }

    @Test
    void fetchesNothingOfAnUnknownJobWhereOnlyKnownOnesAreWanted() {
        assertThat(BENT)
                .filteredOn(bent -> bent.how().contains("known"))
                .hasSize(5)
                .allSatisfy(
                        bent -> assertThat(fetched(bent, "told")).as(bent.how()).isZero());
    }

    @Test
    void completesWhatIsSignedAndStoredAndNothingElse() {
        JsonNode jobs = gateway.get("/api/jobs?status=completed&limit=500").path("items");

        assertThat(jobs).isNotEmpty().allSatisfy(job -> {
            assertThat(job.path("jobId").asText()).startsWith("told");
            assertThat(job.at("/media/0/location").asText()).startsWith("file:");
        });
        assertThat(jobs).extracting(job -> job.path("sender").asText()).contains("bfl-0", "bluma-0", "abstrakt-0");
    }

    @Test
    void keepsNothingThatNoStepVerifiesAndSaysSo() {
        assertThat(BENT)
                .filteredOn(bent -> bent.how().contains("webhook without step verify"))
                .hasSize(5)
                .allSatisfy(bent -> {
                    if (REFUSED.containsKey(bent.sender())) {
                        assertThat(REFUSED.get(bent.sender())).contains("verifies nothing");
                        return;
                    }
                    assertThat(FORGED.get(bent.sender()).statusCode()).isEqualTo(401);
                    assertThat(logged)
                            .anyMatch(line -> line.contains("sender=" + bent.sender() + " ")
                                    && line.contains("no step of the route has verified the delivery"));
                });
    }

    @Test
    void saysOfAnEventWhatItsFileLacks() {
        for (BentRoutes.Bent bent : BENT) {
            String reason = bent.how().contains("event without step confirm")
                    ? "unconfirmed"
                    : bent.how().contains("completes at once") && !UNSIGNED.contains(bent.original())
                            ? "misrouted"
                            : "";
            if (!reason.isEmpty() && !REFUSED.containsKey(bent.sender())) {
                JsonNode events = gateway.get("/api/events?limit=500&sender=" + bent.sender());
                assertThat(events.path("items"))
                        .as(bent.how())
                        .anyMatch(event -> event.path("reason").asText().equals(reason));
            }
        }
    }

    private static int fetched(BentRoutes.Bent bent, String kind) {
        return host.requests(MEDIA.get(bent.sender() + kind));
    }

    private static HttpResponse<String> deliver(BentRoutes.Bent bent, String kind, String template, String credential) {
        StandInSender standIn = StandInSenders.named(bent.original()).orElseThrow();
        URI medium = host.medium(MediaKind.PNG, bent.sender() + "-" + kind);
        MEDIA.put(bent.sender() + kind, medium);
        byte[] body = template.formatted(kind + "-" + bent.sender(), medium).getBytes(StandardCharsets.UTF_8);
        SignedRequest request = standIn.request(body, credential == null ? standIn.demoCredential() : credential);
        List<String> headers = new ArrayList<>();
        request.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        return gateway.post(
                request.path().replaceFirst(bent.original(), bent.sender()), body, headers.toArray(String[]::new));
    }
}
