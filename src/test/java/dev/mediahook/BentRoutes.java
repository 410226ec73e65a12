package dev.mediahook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Copies of a shipped route file. Each has a sender's name of its own, and one step left out or bent. */
final class BentRoutes {

    /**
     * One copy.
     *
     * @param original the sender whose file was copied
     * @param how what is wrong with the copy; the first copy of each sender is right
     */
    record Bent(String sender, String original, String how, String text) {}

    private static final String FETCH = "direct:mediahook-fetch-media";

    private final String original;
    private final List<Bent> bent = new ArrayList<>();

    private BentRoutes(String original) {
        this.original = original;
    }

    /**
     * Files with the same chain differ only in the names of their fields and words. The first of them is bent in every
     * way. Of the others there are only the copy as shipped and the copies without a step that verifies or confirms.
     */
    static List<Bent> of(Collection<String> senders) {
        List<Bent> all = new ArrayList<>();
        Set<String> chains = new HashSet<>();
        for (String sender : senders) {
            BentRoutes routes = new BentRoutes(sender);
            all.addAll(chains.add(routes.chain()) ? routes.each() : routes.proofs());
        }
        return all;
    }

    private List<Bent> proofs() {
        return each().stream()
                .filter(one -> one.how().matches(".*(as shipped|without step (verify|confirm))"))
                .toList();
    }

    /** What makes up a sender's file: the types of its beans, its steps, sorted, and what it does with a success. */
    static String chain(String sender) {
        return new BentRoutes(sender).chain();
    }

    /** What makes up this file: the types of its beans, its steps, sorted, and what it does with a success. */
    private String chain() {
        List<Map<String, Object>> items = items(original);
        List<String> chain = new ArrayList<>();
        list(items.get(0).get("beans"))
                .forEach(bean -> chain.add(String.valueOf(bean.get("type"))
                        + map(bean.get("properties")).get("thin")
                        + map(bean.get("properties")).containsKey("status")));
        Stream.of("webhook", "event").forEach(route -> steps(items, route).forEach(step -> chain.add(name(step))));
        chain.sort(null);
        return chain + String.valueOf(success(items).get("steps"));
    }

    private List<Bent> each() {
        add("as shipped", items -> {});
        for (String route : List.of("webhook", "event")) {
            int steps = steps(items(original), route).size();
            for (int i = 0; i < steps; i++) {
                int place = i;
                String step = name(steps(items(original), route).get(i));
                add(route + " without step " + step, items -> steps(items, route)
                        .remove(place));
            }
            add(route + " backwards", items -> Collections.reverse(steps(items, route)));
        }
        add("any word completes", items -> success(items)
                .put("expression", Map.of("simple", Map.of("expression", "${body.outcome} != 'none'"))));
        add("completes at once", items -> success(items)
                .put("steps", List.of(Map.of("to", Map.of("uri", "direct:mediahook-job-completed")))));
        add("fetches whatever it means", items -> choices(items)
                .forEach(branch -> branch.put("steps", List.of(Map.of("to", Map.of("uri", FETCH))))));
        add(
                "known jobs only, which nothing asks for",
                items -> list(items.get(0).get("beans")).stream()
                        .filter(bean -> String.valueOf(bean.get("type")).contains(".verify."))
                        .forEach(bean -> map(bean.get("properties")).remove("jobId")));
        add(
                "thin webhooks, for which nobody answers",
                items -> list(items.get(0).get("beans")).stream()
                        .filter(bean -> String.valueOf(bean.get("name")).endsWith("Payload"))
                        .forEach(bean -> map(bean.get("properties")).put("thin", true)));
        return bent;
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
            return list(new Load(LoadSettings.builder().build()).loadFromString(renamed(text, original, sender)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Replaces the sender's name in properties, ids and bean names only, since it may be part of any other word. */
    static String renamed(String text, String original, String sender) {
        String place = "(?<=mediahook[.-])%1$s(?=[.-])|(?<=sender: )%1$s$|(?<=name: |ref: |#bean:)%1$s(?=[A-Z])";
        return Pattern.compile(place.formatted(original), Pattern.MULTILINE)
                .matcher(text)
                .replaceAll(sender);
    }

    /** The steps of the route whose id ends with this word. */
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
        return ref.replaceFirst(".*(Signature|Token|Proof)", "verify")
                .replaceFirst(".*Payload", "map")
                .replace("mediahookC", "c");
    }

    /** The branch of the choice that takes successes; the first branch if the sender reports no successes. */
    private static Map<String, Object> success(List<Map<String, Object>> items) {
        List<Map<String, Object>> choices = choices(items);
        return choices.stream()
                .filter(branch -> String.valueOf(branch.get("steps")).contains(FETCH))
                .findFirst()
                .orElse(choices.get(0));
    }

    private static List<Map<String, Object>> choices(List<Map<String, Object>> items) {
        return steps(items, "event").stream()
                .filter(step -> step.containsKey("choice"))
                .map(step -> list(map(step.get("choice")).get("when")))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // YAML maps have string keys here; otherwise the cast fails the test
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked") // as above
    private static List<Map<String, Object>> list(Object yaml) {
        return (List<Map<String, Object>>) yaml;
    }
}
