package dev.mediahook.house;

import static dev.mediahook.house.ShippedRoutes.items;
import static dev.mediahook.house.ShippedRoutes.list;
import static dev.mediahook.house.ShippedRoutes.map;
import static dev.mediahook.house.ShippedRoutes.routeFrom;
import static dev.mediahook.house.ShippedRoutes.steps;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shipped file states the same chain in its own words. None of them may drift from the others. */
class EverySenderVerifiesBeforeItKeepsTest {

    private static final String WEBHOOK = "mediahook:webhook";
    private static final String INBOX = "mediahook:inbox";
    private static final String VERIFY = "dev.mediahook.verify.";
    private static final String MAP = "dev.mediahook.event.PayloadMappingProcessor";

    static Stream<Path> files() {
        return ShippedRoutes.senders().stream()
                .filter(file -> routeFrom(file, WEBHOOK).isPresent());
    }

    @ParameterizedTest
    @MethodSource("files")
    void verifiesMapsAndKeepsInThisOrder(Path file) {
        Map<String, String> beans = beans(file);
        List<Map<String, Object>> steps = steps(from(file, WEBHOOK));

        assertThat(steps).hasSize(3);
        assertThat(beans.get(ref(steps.get(0)))).startsWith(VERIFY);
        assertThat(beans.get(ref(steps.get(1)))).isEqualTo(MAP);
        Map<String, Object> keep = map(steps.get(2).get("idempotentConsumer"));
        assertThat(keep.get("skipDuplicate")).as("a repeat is answered too").isEqualTo(false);
        assertThat(keep.get("idempotentRepository")).isEqualTo("mediahookInbox");
        assertThat(keep.get("expression")).isEqualTo(Map.of("simple", Map.of("expression", "${body.key}")));
        assertThat(steps(keep)).hasSize(1);
        assertThat(ref(steps(keep).get(0))).isEqualTo("mediahookAcknowledge");
    }

    @ParameterizedTest
    @MethodSource("files")
    void bothEndsAreOfTheSenderThatTheFileIsNamedAfter(Path file) {
        String sender = file.getFileName().toString().replace(".camel.yaml", "");

        assertThat(map(from(file, WEBHOOK).get("parameters"))).containsEntry("sender", sender);
        assertThat(from(file, INBOX).get("parameters")).isEqualTo(Map.of("sender", sender));
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsAKeptEventWithTheMappingThatKeptIt(Path file) {
        Map<String, Object> event = from(file, INBOX);

        assertThat(ref(steps(event).get(0)))
                .isEqualTo(ref(steps(from(file, WEBHOOK)).get(1)));
        boolean signs = beans(file).keySet().stream().noneMatch(name -> name.endsWith("Token"));
        boolean confirms = steps(event).size() > 2;
        if (!signs || confirms) {
            assertThat(ref(steps(event).get(1)))
                    .as("no success is believed that is neither signed nor confirmed")
                    .isEqualTo("mediahookConfirm");
        }
        assertThat(map(steps(event).get(confirms ? 2 : 1).get("choice")).get("otherwise"))
                .as("unknown words have a branch of their own")
                .isEqualTo(Map.of("steps", List.of(Map.of("to", Map.of("uri", "direct:mediahook-event-unknown")))));
    }

    private static Map<String, Object> from(Path file, String uri) {
        return map(routeFrom(file, uri).orElseThrow().get("from"));
    }

    private static String ref(Map<String, Object> step) {
        return String.valueOf(map(step.get("process")).get("ref"));
    }

    private static Map<String, String> beans(Path file) {
        Map<String, String> beans = new HashMap<>();
        items(file).stream()
                .filter(item -> item.containsKey("beans"))
                .flatMap(item -> list(item.get("beans")).stream())
                .forEach(bean -> beans.put(String.valueOf(bean.get("name")), String.valueOf(bean.get("type"))));
        return beans;
    }
}
