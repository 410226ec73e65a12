package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.BentRoutes.Bent;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the shipped files of all senders that send webhooks, leaves out or bends one step at a time, and runs all
 * copies side by side. Whatever is wrong with a file, nothing unverified, unconfirmed or unknown is fetched or
 * completed. Files with the same chain differ only in fields and words, so only the first of them is bent in every way.
 */
class RouteFilesThatForgetTest {

    @TempDir
    static Path data;

    static final List<Bent> BENT = new ArrayList<>();
    static final Map<String, Integer> FORGED = new HashMap<>();
    /** For each file that does not even load, the message with which it was refused. */
    static final Map<String, String> REFUSED = new HashMap<>();

    static MediaHost host;
    static TestGateway gateway;
    static BentDeliveries deliveries;
    static List<String> logged;

    @BeforeAll
    static void deliverToAll() {
        host = MediaHost.start(0, Clock.systemUTC());
        Map<String, String> properties = new HashMap<>();
        BENT.addAll(BentRoutes.of(
                StandInSenders.delivering().stream().map(StandInSender::name).toList()));
        BENT.forEach(bent -> properties.putAll(BentDeliveries.properties(bent, host.url())));
        gateway = TestGateway.start(data, properties, new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                RoutesLoader loader = PluginHelper.getRoutesLoader(getContext());
                for (Bent bent : BENT) {
                    try {
                        loader.loadRoutes(ResourceHelper.fromString(bent.sender() + ".camel.yaml", bent.text()));
                    } catch (IllegalArgumentException refused) {
                        REFUSED.put(bent.sender(), String.valueOf(refused.getMessage()));
                    }
                }
            }
        });
        deliveries = new BentDeliveries(host, gateway);
        try (LogLines lines = LogLines.of(Inbox.class)) {
            for (Bent bent : BENT) {
                FORGED.put(bent.sender(), deliveries.forged(bent).statusCode());
                if (BentDeliveries.hasWord(bent)) {
                    deliveries.unfinished(bent);
                }
                deliveries.told(bent);
            }
            for (String state : List.of("accepted", "processing")) {
                Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> gateway.get(
                                "/api/events?limit=1&state=" + state)
                        .path("items")
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
        assertFetchedNothing("forged", bent -> true);
    }

    @Test
    void fetchesNothingOfAWordThatMeansNoSuccess() {
        assertThat(BENT)
                .filteredOn(bent -> !BentDeliveries.hasWord(bent))
                .extracting(Bent::original)
                .containsOnly("ideogram", "runware");
        assertFetchedNothing("word", bent -> true);
    }

    @Test
    void fetchesNothingUnsignedOrThinThatItsSenderDidNotConfirm() {
        assertFetchedNothing("told", BentDeliveries::needsConfirming);
    }

    @Test
    void fetchesNothingOfAnUnknownJobWhereOnlyKnownOnesAreWanted() {
        assertFetchedNothing("told", bent -> bent.how().contains("known"));
    }

    @Test
    void completesWhatIsSignedAndStoredAndNothingElse() {
        List<JsonNode> jobs = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = gateway.get("/api/jobs?status=completed&limit=500" + after);
            page.path("items").forEach(jobs::add);
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());

        assertThat(jobs).isNotEmpty().allSatisfy(job -> {
            assertThat(job.path("jobId").asText()).startsWith("told");
            assertThat(job.at("/media/0/location").asText()).startsWith("file:");
        });
        assertThat(BENT)
                .filteredOn(bent -> bent.how().endsWith("as shipped"))
                .filteredOn(bent -> !BentDeliveries.needsConfirming(bent) && deliveries.fetched(bent, "told") > 0)
                .extracting(Bent::sender)
                .contains("bfl-0", "bluma-0", "abstrakt-0")
                .isSubsetOf(
                        jobs.stream().map(job -> job.path("sender").asText()).toList());
    }

    @Test
    void keepsNothingThatNoStepVerifiesAndSaysSo() {
        assertThat(BENT)
                .filteredOn(bent -> bent.how().contains("webhook without step verify"))
                .hasSameSizeAs(StandInSenders.delivering())
                .allSatisfy(bent -> {
                    if (REFUSED.containsKey(bent.sender())) {
                        assertThat(REFUSED.get(bent.sender())).contains("verifies nothing");
                        return;
                    }
                    assertThat(FORGED.get(bent.sender())).isEqualTo(401);
                    assertThat(logged)
                            .anyMatch(line -> line.contains("sender=" + bent.sender() + " ")
                                    && line.contains("no step of the route has verified the delivery"));
                });
    }

    @Test
    void saysOfAnEventWhatItsFileLacks() {
        for (Bent bent : BENT) {
            String reason = bent.how().contains("event without step confirm") && BentDeliveries.needsConfirming(bent)
                    ? "unconfirmed"
                    : bent.how().contains("completes at once") && !BentDeliveries.needsConfirming(bent)
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

    private static void assertFetchedNothing(String kind, Predicate<Bent> which) {
        assertThat(BENT).filteredOn(which).isNotEmpty().allSatisfy(bent -> assertThat(deliveries.fetched(bent, kind))
                .as(bent.how())
                .isZero());
    }
}
