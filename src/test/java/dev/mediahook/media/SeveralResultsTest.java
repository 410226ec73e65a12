package dev.mediahook.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.SenderFile;
import dev.mediahook.TestGateway;
import dev.mediahook.event.MediumRef;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sender may report each result of a batch in its own delivery. No result counts as a repeat or replaces another one.
 */
class SeveralResultsTest {

    @TempDir
    Path data;

    @Test
    void keepsAndStoresEachResultOfAJob() {
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                TestGateway gateway = TestGateway.start(
                        data,
                        Map.of("mediahook.batch.webhook-token", "t"),
                        SenderFile.all(new SenderFile("batch")
                                .mapping(
                                        "jobId: $.task",
                                        "result: $.image",
                                        "completedIf: $.url",
                                        "media: $.url",
                                        "deliveryId: webhook-id")))) {
            List<URI> all = IntStream.range(0, 4)
                    .mapToObj(i -> media.medium(MediaKind.PNG, "result-" + i))
                    .toList();
            for (int i = 0; i < 8; i++) {
                String body = "{\"task\":\"b-1\",\"image\":\"i-" + i % 4 + "\",\"url\":\"" + all.get(i % 4) + "\"}";
                assertThat(gateway.post("/webhooks/batch/t", body.getBytes(UTF_8), "Webhook-Id", "msg_" + i)
                                .body())
                        .contains(i < 4 ? "received" : "already_processed");
            }

            JsonNode job = gateway.await(
                    "/api/jobs/batch/b-1",
                    one -> one.path("media").findValuesAsText("location").size() == 4
                            && one.path("events")
                                    .findValuesAsText("state")
                                    .equals(List.of("done", "done", "done", "done")));
            assertThat(job.path("status").asText()).isEqualTo("completed");
            assertThat(job.path("media").findValuesAsText("sourceUrl"))
                    .containsExactlyInAnyOrderElementsOf(
                            all.stream().map(URI::toString).toList());
            assertThat(job.path("media").findValuesAsText("sha256")).doesNotHaveDuplicates();
            assertThat(job.path("media").findValuesAsText("index")).containsExactly("0", "1", "2", "3");
            assertThat(job.path("events").findValuesAsText("deliveryId"))
                    .containsExactly("msg_0", "msg_1", "msg_2", "msg_3");

            gateway.api("POST", "/api/events/replay?state=done&sender=batch");
            gateway.await(
                    "/api/events?sender=batch&state=done",
                    page -> page.path("items").size() == 4);
            assertThat(gateway.get("/api/jobs/batch/b-1").path("media")).isEqualTo(job.path("media"));
            assertThat(all).allSatisfy(one -> assertThat(media.requests(one)).isOne());
        }
    }

    @Test
    void givesAMediumThePlaceThatItHasByItsUrl() {
        List<Medium> known =
                List.of(medium(0, "https://a/b.png?sig=1"), medium(1, "https://a/c?n=0"), medium(2, "https://a/c?n=1"));

        assertThat(places(known, "https://a/b.png?sig=2")).containsExactly(0);
        assertThat(places(known, "https://a/c?n=1")).containsExactly(2);
        assertThat(places(known, "https://a/c?n=2"))
                .as("only the query differs from known media")
                .containsExactly(3);
        assertThat(places(known, "https://a/new", "https://a/b.png", "https://a/newer"))
                .containsExactly(3, 0, 4);
        assertThat(places(List.of(), "https://a/x?n=0", "https://a/x?n=1")).containsExactly(0, 1);
        assertThat(places(known, "https://a/b.png?x=1", "https://a/b.png?x=2")).containsExactly(3, 4);
    }

    private static List<Integer> places(List<Medium> known, String... urls) {
        List<MediumRef> told = IntStream.range(0, urls.length)
                .mapToObj(place -> new MediumRef(place, urls[place]))
                .toList();
        return MediaOrder.among(known, told).stream().map(MediumRef::index).toList();
    }

    private static Medium medium(int index, String url) {
        return new Medium(index, url, null, null);
    }
}
