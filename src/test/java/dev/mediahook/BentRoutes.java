package dev.mediahook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Copies of a shipped route file, each under a sender's name of its own and each with one step left out or bent. */
final class BentRoutes {

    /**
     * One copy.
     *
     * @param original whose file it was
     * @param how what is wrong with it; the first of each sender's is right
     */
    record Bent(String sender, String original, String how, String text) {}

    private final String original;
    private final List<Bent> bent = new ArrayList<>();

    private BentRoutes(String original) {
        this.original = original;
    }

    static List<Bent> of(String sender) {
        BentRoutes routes = new BentRoutes(sender);
        routes.add("as shipped", items -> {});
        for (String route : List.of("webhook", "event")) {
            int steps = steps(routes.items(sender), route).size();
            for (int i = 0; i < steps; i++) {
                int place = i;
                String step = name(steps(routes.items(sender), route).get(i));
                routes.add(route + " without step " + step, items -> steps(items, route)
                        .remove(place));
            }
            routes.add(route + " backwards", items -> Collections.reverse(steps(items, route)));
        }
        routes.add("any word completes", items -> success(items)
                .put("expression", Map.of("simple", Map.of("expression", "${body.outcome} != 'none'"))));
        routes.add("completes at once", items -> success(items)
                .put(
                        "steps",
                        List.of(Map.of("to", Map.of("uri", target(items).replace("fetch-media", "job-completed"))))));
        routes.add(
                "known jobs only, which nothing asks for",
                items -> list(items.get(0).get("beans")).stream()
                        .filter(bean -> String.valueOf(bean.get("type")).contains(".verify."))
                        .forEach(bean -> map(bean.get("properties")).remove("jobId")));
        routes.add(
                "thin webhooks, for which nobody answers",
                items -> list(items.get(0).get("beans")).stream()
                        .filter(bean -> String.valueOf(bean.get("name")).endsWith("Payload"))
                        .forEach(bean -> map(bean.get("properties")).put("thin", true)));
        return routes.bent;
    }

    private void add(String how, Consumer<List<Map<String, Object>>> bending) {
        String sender = original + "-" + bent.size();
        List<Map<String, Object>> items = items(sender);
        bending.accept(items);
        String text = new Dump(DumpSettings.builder().build()).dumpToString(items);
        bent.add(new Bent(sender, original, original + ": " + how, text));
    }

    private List<Map<String, Object>> items(String sender) {
        try {
            String text = Files.readString(Path.of("routes", original + ".camel.yaml"));
            return list(new Load(LoadSettings.builder().build()).loadFromString(text.replace(original, sender)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The steps of the route with an id that ends so. */
    private static List<Map<String, Object>> steps(List<Map<String, Object>> items, String route) {
        return items.stream()
                .filter(item -> item.containsKey("route"))
                .map(item -> map(item.get("route")))
                .filter(one -> String.valueOf(one.get("id")).endsWith("-" + route))
                .map(one -> list(map(one.get("from")).get("steps")))
                .findFirst()
                .orElseThrow();
    }

    private static String name(Map<String, Object> step) {
        String ref = step.containsKey("process")
                ? String.valueOf(map(step.get("process")).get("ref"))
                : step.keySet().iterator().next();
        return ref.matches(".*(Signature|Token|Proof)") ? "verify" : ref.replace("mediahookC", "c");
    }

    /** The branch of the choice that takes successes. */
    private static Map<String, Object> success(List<Map<String, Object>> items) {
        return steps(items, "event").stream()
                .filter(step -> step.containsKey("choice"))
                .map(step -> list(map(step.get("choice")).get("when")).get(0))
                .findFirst()
                .orElseThrow();
    }

    private static String target(List<Map<String, Object>> items) {
        Map<String, Object> to = list(success(items).get("steps")).get(0);
        return String.valueOf(map(to.get("to")).get("uri"));
    }

    @SuppressWarnings("unchecked") // YAML's maps have strings for keys here, or the test fails on the cast
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked") // likewise
    private static List<Map<String, Object>> list(Object yaml) {
        return (List<Map<String, Object>>) yaml;
    }

    /** The body of a success with a word that is no end instead. */
    static String unfinished(String success) {
        return success.replace("Ready", "Pending")
                .replace("\"completed\"", "\"processing\"")
                .replace("video.completed", "video.processing")
                .replace("evt_", "evt_word_");
    }
}
