package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.BentRoutes.Bent;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy of a shipped file that lacks any one line is either safe, or refused with one line that names file and line.
 */
class RouteFilesWithoutALineTest {

    @TempDir
    static Path folder;

    static final List<Bent> COPIES = new ArrayList<>();
    static final Map<String, Integer> FORGED = new HashMap<>();
    static final Map<String, Integer> TOLD = new HashMap<>();

    static MediaHost host;
    static TestGateway gateway;
    static BentDeliveries deliveries;
    static Map<String, String> refused;

    @BeforeAll
    static void deliverToAll() throws IOException {
        host = MediaHost.start(0, Clock.systemUTC());
        Map<String, String> properties = new HashMap<>();
        Path routes = Files.createDirectory(folder.resolve("routes"));
        COPIES.addAll(LeftOutLines.of(
                StandInSenders.delivering().stream().map(StandInSender::name).toList()));
        for (Bent copy : COPIES) {
            properties.putAll(BentDeliveries.properties(copy, host.url()));
            Files.writeString(routes.resolve(copy.sender() + ".camel.yaml"), copy.text());
        }
        properties.put("mediahook.routes", "file:" + routes + "/*.camel.yaml");
        gateway = TestGateway.start(folder.resolve("data"), properties);
        refused = gateway.mediahook().broken();
        deliveries = new BentDeliveries(host, gateway);
        for (Bent copy : COPIES) {
            FORGED.put(copy.sender(), deliveries.forged(copy).statusCode());
            TOLD.put(copy.sender(), deliveries.told(copy).statusCode());
        }
        for (String state : List.of("accepted", "processing")) {
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> gateway.get(
                            "/api/events?limit=1&state=" + state)
                    .path("items")
                    .isEmpty());
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
        host.close();
    }

    @Test
    void isRefusedWithFileAndLineOrRuns() {
        assertThat(COPIES).hasSizeGreaterThan(400).allSatisfy(copy -> {
            if (refused.containsKey(copy.sender())) {
                assertThat(refused.get(copy.sender()))
                        .as(copy.how())
                        .contains(copy.sender() + ".camel.yaml")
                        .containsPattern(" line=\\d+ ")
                        .doesNotContain("\n");
                assertThat(TOLD.get(copy.sender())).as(copy.how()).isEqualTo(404);
            }
        });
        assertThat(refused).hasSizeGreaterThan(200);
    }

    @Test
    void namesTheBeanThatHasLostItsType() {
        assertThat(COPIES)
                .filteredOn(copy -> copy.how().contains(": " + " ".repeat(6) + "type: "))
                .hasSizeGreaterThan(20)
                .allSatisfy(copy -> {
                    int before = Integer.parseInt(copy.sender().replaceFirst(".*-", "")) - 1;
                    assertThat(refused.get(copy.sender()))
                            .contains(" line=" + before + " ")
                            .contains("has no type:");
                });
    }

    /** The properties have a meaning again as soon as the file is mended. */
    @Test
    void callsNoPropertyOfARefusedFileUnknown() {
        assertThat(gateway.mediahook().unknownProperties()).noneMatch(remark -> refused.keySet().stream()
                .anyMatch(sender -> remark.startsWith("mediahook." + sender + ".")));
    }

    @Test
    void keepsAndFetchesNothingThatAStrangerSent() {
        assertThat(COPIES).allSatisfy(copy -> {
            assertThat(FORGED.get(copy.sender())).as(copy.how()).isIn(400, 401, 404, 503);
            assertThat(deliveries.fetched(copy, "forged")).as(copy.how()).isZero();
        });
        assertThat(all("/api/events")).noneMatch(event -> event.toString().contains("forged"));
    }

    @Test
    void fetchesNothingThatItsSenderDidNotConfirm() {
        assertThat(COPIES)
                .filteredOn(BentDeliveries::needsConfirming)
                .hasSizeGreaterThan(50)
                .allSatisfy(copy -> assertThat(deliveries.fetched(copy, "told"))
                        .as(copy.how())
                        .isZero());
    }

    @Test
    void completesNothingThatIsNotStored() {
        assertThat(all("/api/jobs?status=completed")).isNotEmpty().allSatisfy(job -> assertThat(
                        job.at("/media/0/location").asText())
                .as(job.toString())
                .startsWith("file:"));
    }

    private static List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String page = path + (path.contains("?") ? "&" : "?") + "limit=500";
        for (String after = ""; ; ) {
            JsonNode answer = gateway.get(page + after);
            answer.path("items").forEach(items::add);
            if (answer.path("next").isNull()) {
                return items;
            }
            after = "&after=" + answer.path("next").asText();
        }
    }
}
