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

/** Five files say the same chain each in its own words; none of them may drift from the others. */
class EverySenderVerifiesBeforeItKeepsTest {

    private static final String VERIFY = "dev.mediahook.verify.";
    private static final String MAP = "dev.mediahook.event.PayloadMappingProcessor";

    static Stream<Path> files() {
        return ShippedRoutes.files().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void receivesVerifiesMapsAndKeepsInThisOrder(Path file) {
        Map<String, String> beans = beans(file);
        Map<String, Object> route = routeFrom(file, "platform-http").orElseThrow();
        List<Map<String, Object>> steps = steps(map(route.get("from")));

        assertThat(steps).hasSize(4);
        assertThat(ref(steps.get(0))).isEqualTo("receive");
        assertThat(beans.get(ref(steps.get(1)))).startsWith(VERIFY);
        assertThat(beans.get(ref(steps.get(2)))).isEqualTo(MAP);
        Map<String, Object> keep = map(steps.get(3).get("idempotentConsumer"));
        assertThat(keep.get("removeOnFailure"))
                .as("what is on disk stays on disk")
                .isEqualTo(false);
        assertThat(keep.get("skipDuplicate")).as("a repeat is answered too").isEqualTo(false);
        assertThat(keep.get("idempotentRepository")).isEqualTo("{{mediahook.idempotent-repository:inbox}}");
        assertThat(keep.get("expression")).isEqualTo(Map.of("simple", Map.of("expression", "${body.key}")));
        assertThat(steps(keep)).hasSize(1);
        assertThat(ref(steps(keep).get(0))).isEqualTo("acknowledge");
    }

    @ParameterizedTest
    @MethodSource("files")
    void takesRawBytesAndNoStrangersHeaders(Path file) {
        Map<String, Object> route = routeFrom(file, "platform-http").orElseThrow();
        Map<String, Object> parameters = map(map(route.get("from")).get("parameters"));

        assertThat(parameters)
                .containsEntry("httpMethodRestrict", "POST")
                .containsEntry("useBodyHandler", false)
                .containsEntry("headerFilterStrategy", "#noHeaders");
        assertThat(route.get("routeConfigurationId")).isEqualTo("mediahook-refusals");
        assertThat(String.valueOf(route.get("precondition")))
                .as("off without a secret")
                .contains(":} != ''");
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsAKeptEventWithTheMappingThatKeptIt(Path file) {
        Map<String, Object> webhook =
                map(routeFrom(file, "platform-http").orElseThrow().get("from"));
        Map<String, Object> event = map(routeFrom(file, "inbox:").orElseThrow().get("from"));

        assertThat(ref(steps(event).get(0))).isEqualTo(ref(steps(webhook).get(2)));
        boolean signs = beans(file).containsValue("dev.mediahook.verify.HmacSignatureProcessor");
        if (!signs) {
            assertThat(ref(steps(event).get(1)))
                    .as("nobody's word is taken for a success that nobody signed")
                    .isEqualTo("confirm");
        }
        assertThat(map(steps(event).get(signs ? 1 : 2).get("choice")).get("otherwise"))
                .as("a word that nobody knows is told apart")
                .isEqualTo(Map.of("steps", List.of(Map.of("to", Map.of("uri", "direct:event-unknown")))));
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
