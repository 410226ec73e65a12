package dev.mediahook;

import dev.mediahook.BentRoutes.Bent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Copies of shipped route files, each without one line. Every line of every file is considered, but one copy stands for
 * all that lose the same line: in the same place, after the same line, apart from the sender's own words. A line about
 * a step or a proof is the same only in files with the same steps and proofs. No copy is made if only descriptions
 * change.
 */
final class LeftOutLines {

    private static final Pattern BEAN = Pattern.compile("- name: (\\S+)\\s+type: (\\S+)");

    /** Lines that prove nothing: a sender's fields, words and calls, and the branches on what its words mean. */
    private static final Pattern SAME_EVERYWHERE =
            Pattern.compile("PayloadMapping.*/(?!thin:)[^/]*$|SenderApi|- choice:|- idempotentConsumer:");

    private record Open(int indent, String word) {}

    private final Set<String> tried = new HashSet<>();
    private final List<Bent> copies = new ArrayList<>();

    private LeftOutLines() {}

    static List<Bent> of(Collection<String> senders) throws IOException {
        LeftOutLines leftOut = new LeftOutLines();
        for (String sender : senders) {
            leftOut.eachLine(sender);
        }
        return leftOut.copies;
    }

    private void eachLine(String original) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("routes", original + ".camel.yaml"));
        List<String> places = places(BentRoutes.renamed(String.join("\n", lines), original, "*"));
        Object whole = meaning(lines);
        String chain = BentRoutes.chain(original);
        for (int i = 0; i < lines.size(); i++) {
            String place = (i == 0 ? "" : places.get(i - 1)) + "\n" + places.get(i);
            boolean everywhere = !places.get(i).contains("/")
                    || SAME_EVERYWHERE.matcher(places.get(i)).find();
            if (tried.add(everywhere ? place : place + chain)) {
                List<String> others = new ArrayList<>(lines);
                String lost = others.remove(i);
                if (!whole.equals(meaning(others))) {
                    copies.add(copy(original, i + 1, lost, others));
                }
            }
        }
    }

    private static Bent copy(String original, int line, String lost, List<String> others) {
        String sender = original + "-" + line;
        String text = BentRoutes.renamed(String.join("\n", others) + "\n", original, sender);
        return new Bent(sender, original, original + " without line " + line + ": " + lost, text);
    }

    /**
     * For each line its parents in the YAML and itself, with a bean's type for its name and without values and
     * descriptions.
     */
    private static List<String> places(String text) {
        Map<String, String> types = new HashMap<>();
        for (Matcher bean = BEAN.matcher(text); bean.find(); ) {
            types.put(bean.group(1), bean.group(2));
        }
        List<String> places = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        for (String line : text.split("\n", -1)) {
            String word = line.strip();
            int indent = line.indexOf(word);
            while (!open.isEmpty() && open.getLast().indent() >= indent) {
                open.removeLast();
            }
            String above = open.stream().map(one -> one.word() + "/").collect(Collectors.joining());
            if (above.contains("description:")) {
                word = "words";
            } else if (above.contains("properties:") || word.startsWith("description:")) {
                word = word.replaceFirst(":.*", ":");
            } else if (types.containsKey(word.replaceFirst("^.*: ", ""))) {
                word = word.replaceFirst(": .*", ": ") + types.get(word.replaceFirst("^.*: ", ""));
            }
            open.addLast(new Open(indent, word));
            places.add(above + word);
        }
        return places;
    }

    /** The content of a file without descriptions; the exception if the file is no YAML. */
    private static Object meaning(List<String> lines) {
        try {
            return withoutDescriptions(
                    new Load(LoadSettings.builder().build()).loadFromString(String.join("\n", lines) + "\n"));
        } catch (YamlEngineException unreadable) {
            return unreadable;
        }
    }

    private static Object withoutDescriptions(Object yaml) {
        if (yaml instanceof List<?> items) {
            return items.stream().map(LeftOutLines::withoutDescriptions).toList();
        }
        if (!(yaml instanceof Map<?, ?> fields)) {
            return String.valueOf(yaml);
        }
        Map<Object, Object> others = new HashMap<>();
        fields.forEach((name, value) -> {
            if (!name.equals("description")) {
                others.put(name, withoutDescriptions(value));
            }
        });
        return others;
    }
}
