package dev.mediahook.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An IDE tells a Spring Boot team the same about each property as the program's own file. */
class SpringMetadataTest {

    private static final Path METADATA =
            Path.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json");
    private static final Pattern PROPERTY = Pattern.compile("#?(mediahook\\.[\\w.-]+)=(.*)");

    /** Properties of the program's own server and log, which a host does not have. */
    private static final Pattern OF_THE_PROGRAM = Pattern.compile("mediahook\\.(server|log)\\..*");

    @Test
    void knowsEveryPropertyThatMeansSomethingInAHostAndNoOther() throws IOException {
        Map<String, String> expected = inFile();
        expected.put("mediahook.api.enabled", "false Whether there is an API at all.");
        expected.put(
                "mediahook.console.enabled",
                "false Whether there is a console at /console, for whoever has the token.");
        Map<String, String> told = new TreeMap<>();
        JsonNode properties =
                new ObjectMapper().readTree(Files.readString(METADATA)).path("properties");
        properties.forEach(property -> told.put(
                property.path("name").asText(),
                (property.path("defaultValue").asText() + " "
                                + property.path("description").asText())
                        .strip()));

        assertThat(told).hasSameSizeAs(properties).containsKeys(HostProperties.ALL.toArray(String[]::new));
        told.keySet().removeAll(HostProperties.ALL);
        assertThat(told).isEqualTo(expected);
    }

    private static Map<String, String> inFile() throws IOException {
        Map<String, String> found = new TreeMap<>();
        List<String> lines = Files.readAllLines(Path.of("application.properties"));
        for (int i = 1; i < lines.size(); i++) {
            Matcher property = PROPERTY.matcher(lines.get(i));
            if (property.matches() && !OF_THE_PROGRAM.matcher(property.group(1)).matches()) {
                found.put(
                        property.group(1),
                        (property.group(2) + " " + lines.get(i - 1).substring(2)).strip());
            }
        }
        return found;
    }
}
