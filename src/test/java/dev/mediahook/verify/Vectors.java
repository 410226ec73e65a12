package dev.mediahook.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Assumptions;

/**
 * Reads the vectors that C2SP/wycheproof publishes. They are not part of the project; they are in a folder beside it or
 * at {@code -Dmediahook.vectors=…}.
 */
final class Vectors {

    private static final Path FOLDER = Path.of(System.getProperty("mediahook.vectors", "../shared/vectors"))
            .resolve("wycheproof");

    private Vectors() {}

    /** The groups of a file. If the file is missing, prints a line that says so and skips the test. */
    static JsonNode groups(String file) throws IOException {
        Path path = FOLDER.resolve(file);
        if (!Files.isReadable(path)) {
            String missing = "skipped: no vectors at " + path + ", see -Dmediahook.vectors";
            System.out.println(missing);
            Assumptions.abort(missing);
        }
        return new ObjectMapper().readTree(path.toFile()).path("testGroups");
    }

    /**
     * The ids of the cases that are misjudged.
     *
     * @param groups all groups of a file, or some
     * @param judged says whether a case of a group is valid
     */
    static List<String> misjudged(Iterable<JsonNode> groups, BiPredicate<JsonNode, JsonNode> judged) {
        List<String> misjudged = new ArrayList<>();
        for (JsonNode group : groups) {
            for (JsonNode test : group.path("tests")) {
                boolean valid = test.path("result").asText().equals("valid");
                boolean either = test.path("result").asText().equals("acceptable");
                if (!either && valid != judged.test(group, test)) {
                    misjudged.add(test.path("tcId") + " " + test.path("comment").asText());
                }
            }
        }
        return misjudged;
    }

    static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.asText());
    }
}
