package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Camel's own tools show of Mediahook in a host that has camel-console. */
class DevConsoleOfAHostTest {

    private static final Map<String, String> ON = Map.of("mediahook.bfl.webhook-secret", PlainHost.SECRET);

    /** Nobody serves its medium, so the event waits. */
    private static final String READY =
            "{\"task_id\":\"a\",\"status\":\"Ready\",\"result\":{\"sample\":\"http://127.0.0.1:1/a.png\"}}";

    @TempDir
    Path folder;

    @Test
    void showsBacklogAndSendersAsJsonAndAsText() throws Exception {
        try (PlainHost host = new PlainHost(folder, ON, installation -> {})) {
            DevConsole console = console(host);
            assertThat(json(console).at("/inbox/depth").asInt()).isZero();
            assertThat(sender(json(console), "bfl").path("lastAccepted").isNull())
                    .isTrue();

            assertThat(host.deliverBfl(PlainHost.SECRET, READY).statusCode()).isEqualTo(200);
            await().untilAsserted(() -> {
                JsonNode json = json(console);
                assertThat(json.at("/inbox/depth").asInt()).isEqualTo(1);
                assertThat(sender(json, "bfl").path("on").asBoolean()).isTrue();
                assertThat(sender(json, "bfl").path("lastAccepted").asText()).startsWith("20");
            });
            assertThat((String) console.call(MediaType.TEXT))
                    .contains("Backlog: depth=1 ")
                    .containsPattern(
                            "bfl +on +accepted=20\\S+ refused=never \\(mediahook.bfl.webhook-secret is set\\)");
        }
    }

    private static DevConsole console(PlainHost host) {
        DevConsoleRegistry registry = DevConsoleRegistry.get(host.context());
        assertThat(registry).isNotNull();
        return registry.resolveById("mediahook");
    }

    /** The JSON as Camel's servers write it. */
    private static JsonNode json(DevConsole console) throws IOException {
        return new ObjectMapper().readTree(Jsoner.serialize(console.call(MediaType.JSON)));
    }

    private static JsonNode sender(JsonNode json, String name) {
        for (JsonNode sender : json.path("senders")) {
            if (sender.path("sender").asText().equals(name)) {
                return sender;
            }
        }
        throw new AssertionError("no sender " + name + " in " + json);
    }
}
