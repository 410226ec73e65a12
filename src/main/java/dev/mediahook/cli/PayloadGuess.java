package dev.mediahook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Guesses where a sample payload holds what a sender's file has to name. Each place is a JSONPath.
 *
 * @param eventId the sender's own id of the event, if the sample has one besides the job's
 * @param word the status word in the sample
 * @param media one path for each kind of place, in the payload's order
 * @param mediaById whether media are given by id and not by URL
 * @param extras where previews of media seem to be
 */
record PayloadGuess(
        Optional<String> eventId,
        Optional<String> jobId,
        Optional<String> status,
        Optional<String> word,
        List<String> media,
        boolean mediaById,
        List<String> extras,
        Optional<String> errorCode,
        Optional<String> errorMessage) {

    private static final List<String> JOB = List.of(
            "jobid",
            "taskid",
            "requestid",
            "predictionid",
            "generationid",
            "renderid",
            "videoid",
            "taskuuid",
            "id",
            "uid",
            "uuid");
    private static final List<String> STATUS =
            List.of("status", "state", "taskstatus", "jobstatus", "eventtype", "event", "type");
    private static final List<String> ERROR_CODE = List.of("errorcode", "failurecode", "code", "failcode");
    private static final List<String> ERROR_MESSAGE =
            List.of("errormessage", "failuremessage", "message", "reason", "detail", "error");
    private static final Pattern EVENT_ID = Pattern.compile("(evt|event|msg|wh|dlv)[_-].+");
    private static final Pattern NO_MEDIUM = Pattern.compile(
            "(?i).*(webhook|callback|(status|cancel|polling|response|docs?|dashboard|share|page|view|hosted|app)_?url|web$).*");
    private static final Pattern EXTRA = Pattern.compile("(?i).*(thumb|preview|poster|cover).*");
    private static final Pattern MEDIUM_ID =
            Pattern.compile("(?i)(file|asset|media|medium|output|artifact|result|video|image|audio|download)_?ids?");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** One string or number of the sample. */
    private record Leaf(String path, String parent, String name, String value, int depth) {

        String plainName() {
            return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        }

        boolean isUrl() {
            return value.startsWith("https://") || value.startsWith("http://");
        }
    }

    static PayloadGuess of(JsonNode sample) {
        List<Leaf> leaves = new ArrayList<>();
        collect(sample, "$", "", "", 0, leaves);
        Optional<Leaf> eventId = leaves.stream()
                .filter(leaf -> EVENT_ID.matcher(leaf.value()).matches())
                .findFirst();
        Optional<Leaf> jobId =
                best(leaves, JOB, leaf -> !leaf.isUrl() && !Optional.of(leaf).equals(eventId));
        Optional<Leaf> status =
                best(leaves, STATUS, leaf -> !leaf.isUrl() && leaf.value().length() < 60);
        List<Leaf> urls = leaves.stream()
                .filter(Leaf::isUrl)
                .filter(leaf -> !NO_MEDIUM.matcher(leaf.name()).matches())
                .toList();
        List<Leaf> shown = urls.stream()
                .filter(leaf -> EXTRA.matcher(leaf.name()).matches())
                .toList();
        List<Leaf> extras = shown.size() == urls.size() ? List.of() : shown;
        List<Leaf> ids = leaves.stream()
                .filter(leaf -> MEDIUM_ID.matcher(leaf.name()).matches())
                .filter(leaf -> !jobId.map(leaf::equals).orElse(false))
                .toList();
        return new PayloadGuess(
                jobId.isPresent() ? eventId.map(Leaf::path) : Optional.empty(),
                jobId.or(() -> eventId).map(Leaf::path),
                status.map(Leaf::path),
                status.map(Leaf::value),
                paths((urls.isEmpty() ? ids : urls).stream().filter(leaf -> !extras.contains(leaf))),
                urls.isEmpty() && !ids.isEmpty(),
                paths(extras.stream()),
                errors(leaves, ERROR_CODE),
                errors(leaves, ERROR_MESSAGE));
    }

    private static List<String> paths(Stream<Leaf> leaves) {
        return leaves.map(Leaf::path).distinct().toList();
    }

    /** A code or a message counts if its own name or its parent's contains "err" or "fail". */
    private static Optional<String> errors(List<Leaf> leaves, List<String> names) {
        return best(leaves, names, leaf -> Stream.of(leaf.parent(), leaf.name())
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> name.contains("err") || name.contains("fail")))
                .map(Leaf::path);
    }

    /** The leaf whose name comes first in the list; among several, the one with the least depth. */
    private static Optional<Leaf> best(List<Leaf> leaves, List<String> names, Predicate<Leaf> condition) {
        return leaves.stream()
                .filter(leaf -> names.contains(leaf.plainName()))
                .filter(condition)
                .min(Comparator.comparingInt((Leaf leaf) -> names.indexOf(leaf.plainName()))
                        .thenComparingInt(Leaf::depth));
    }

    private static void collect(JsonNode node, String path, String parent, String name, int depth, List<Leaf> leaves) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                collect(field.getValue(), path + step(field.getKey()), name, field.getKey(), depth + 1, leaves);
            }
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, path + "[*]", parent, name, depth + 1, leaves));
        } else if (node.isTextual() || node.isNumber()) {
            leaves.add(new Leaf(path, parent, name, node.asText(), depth));
        }
    }

    private static String step(String name) {
        return PLAIN_NAME.matcher(name).matches() ? "." + name : "['" + name.replace("'", "\\'") + "']";
    }
}
