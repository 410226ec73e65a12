package dev.mediahook.house;

import static dev.mediahook.house.ShippedRoutes.items;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that a team copies must be short, in Camel's canonical YAML, and without a payload's URL as an endpoint. */
class RouteFilesAreReadableTest {

    private static final int LONGEST_FILE = 120;
    private static final int WIDEST_LINE = 100;
    private static final Set<String> TOP_LEVEL = Set.of("beans", "route");

    /** Steps in which a payload's URL could become an endpoint. */
    private static final Set<String> DYNAMIC =
            Set.of("toD", "recipientList", "routingSlip", "dynamicRouter", "enrich", "pollEnrich", "toDynamic");

    static Stream<Path> files() {
        return Stream.concat(ShippedRoutes.files().stream(), ShippedRoutes.brokers().stream());
    }

    @ParameterizedTest
    @MethodSource("files")
    void isShortAndNarrow(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);

        assertThat(file.getFileName().toString()).endsWith(".camel.yaml");
        assertThat(lines).hasSizeLessThanOrEqualTo(LONGEST_FILE);
        assertThat(lines)
                .as("in bytes, as tools count that don't know UTF-8")
                .allSatisfy(line -> assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(WIDEST_LINE));
        assertThat(lines)
                .as("a route designer drops comments")
                .noneMatch(line -> line.contains(" #") || line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isCanonical(Path file) {
        for (Map<String, Object> item : items(file)) {
            assertThat(item).hasSize(1);
            assertThat(TOP_LEVEL).containsAll(item.keySet());
            assertCanonical(item);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesItsRoutesAndSaysWhatTheyAreFor(Path file) {
        boolean broker = ShippedRoutes.brokers().contains(file);
        String sender = file.getFileName().toString().replace(".camel.yaml", "");
        items(file).stream()
                .filter(item -> item.containsKey("route"))
                .map(item -> ShippedRoutes.map(item.get("route")))
                .forEach(route -> {
                    assertThat(String.valueOf(route.get("id")))
                            .startsWith("mediahook-" + (sender.equals("media") ? "med" : broker ? "" : sender + "-"));
                    assertThat(route).containsKey("description");
                });
    }

    /** Each step is a map of one name to a map, and so is each language. No step goes where a payload says. */
    private static void assertCanonical(Object yaml) {
        if (yaml instanceof List<?> list) {
            list.forEach(RouteFilesAreReadableTest::assertCanonical);
        }
        if (yaml instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                assertThat(DYNAMIC).doesNotContain(String.valueOf(name));
                if (name.equals("steps")) {
                    assertThat((List<?>) value).allSatisfy(RouteFilesAreReadableTest::assertOneStep);
                }
                if (name.equals("expression") && value instanceof Map<?, ?> language) {
                    assertOneStep(language);
                }
                assertCanonical(value);
            });
        }
    }

    private static void assertOneStep(Object step) {
        assertThat(step).isInstanceOf(Map.class);
        assertThat((Map<?, ?>) step).hasSize(1);
        assertThat(((Map<?, ?>) step).values())
                .allSatisfy(value -> assertThat(value).as("canonical: %s", step).isInstanceOf(Map.class));
    }
}
