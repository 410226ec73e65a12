package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The jar holds the versions that the pom pins. Whichever BOM mentions an artifact first decides on its version, so that
 * an imported one can lower what another part of the pom says. Looked at is what each library says of itself inside the
 * jar, and, since not all do, what the build wrote down as its parts.
 */
class ShippedVersionsIT {

    /** Numbers that are not their BOM's: netty's bindings of OpenSSL, and Jackson's annotations, which have no fixes. */
    private static final String OTHER_NUMBERS =
            "io\\.netty:netty-tcnative.*|com\\.fasterxml\\.jackson\\.core:jackson-annotations";

    private static final Path BILL =
            Path.of(System.getProperty("mediahook.jar")).resolveSibling("bom.json");

    private final Map<String, String> artifacts = new TreeMap<>();
    private final Map<String, String> groups = new TreeMap<>();

    @Test
    void everyPinnedVersionIsTheOneInTheJar() throws Exception {
        Map<String, String> shipped = shipped();
        pinned();

        assertThat(deviating(shipped)).isEmpty();
        assertThat(shipped.keySet())
                .as("the test sees what it is about")
                .contains("org.apache.logging.log4j:log4j-core", "org.slf4j:slf4j-api", "io.netty:netty-codec-http")
                .contains("io.vertx:vertx-core", "org.apache.httpcomponents.core5:httpcore5")
                .contains("com.fasterxml.jackson.core:jackson-core");
    }

    @Test
    void everyPinnedVersionIsTheOneThatTheBuildWroteDown() throws Exception {
        assumeThat(BILL).as("mvn package writes it").exists();
        Map<String, String> shipped = shipped();
        Map<String, String> parts = parts();
        pinned();

        assertThat(deviating(parts)).isEmpty();
        assertThat(parts.keySet()).as("each that the pom names is a part").containsAll(artifacts.keySet());
        parts.keySet().retainAll(shipped.keySet());
        shipped.keySet().retainAll(parts.keySet());
        assertThat(shipped).as("the parts are those in the jar").isEqualTo(parts);
    }

    private Map<String, String> deviating(Map<String, String> found) {
        Map<String, String> deviating = new TreeMap<>();
        found.forEach((artifact, version) -> {
            String wanted = artifacts.getOrDefault(artifact, ofGroup(artifact));
            if (!wanted.isEmpty() && !wanted.equals(version) && !artifact.matches(OTHER_NUMBERS)) {
                deviating.put(artifact, version + " instead of " + wanted);
            }
        });
        return deviating;
    }

    /** What the BOM of its group, or of one above, says. */
    private String ofGroup(String artifact) {
        return groups.entrySet().stream()
                .filter(bom -> artifact.startsWith(bom.getKey() + ":") || artifact.startsWith(bom.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** By group and artifact, as the build resolved them. */
    private static Map<String, String> parts() throws IOException {
        Map<String, String> parts = new TreeMap<>();
        new ObjectMapper()
                .readTree(BILL.toFile())
                .path("components")
                .forEach(part -> parts.put(
                        part.path("group").asText() + ":" + part.path("name").asText(),
                        part.path("version").asText()));
        return parts;
    }

    /** By group and artifact, as each library's own jar said it. */
    private static Map<String, String> shipped() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        try (JarFile jar =
                new JarFile(Path.of(System.getProperty("mediahook.jar")).toFile())) {
            for (JarEntry entry : jar.stream()
                    .filter(one -> one.getName().matches("META-INF/maven/.*/pom\\.properties"))
                    .toList()) {
                Properties properties = new Properties();
                try (InputStream in = jar.getInputStream(entry)) {
                    properties.load(in);
                }
                versions.put(
                        properties.getProperty("groupId") + ":" + properties.getProperty("artifactId"),
                        properties.getProperty("version"));
            }
        }
        return versions;
    }

    /** What the pom gives a version: an artifact, or with a BOM whose first word is its group's, a group. */
    private void pinned() throws Exception {
        Document pom = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        Map<String, String> properties = properties(pom);
        NodeList dependencies = pom.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String version = text(dependency, "version");
            String scope = text(dependency, "scope");
            String written = version.startsWith("${")
                    ? properties.getOrDefault(version.substring(2, version.length() - 1), "")
                    : version;
            if (written.isEmpty() || scope.equals("test") || scope.equals("provided")) {
                continue;
            }
            String group = text(dependency, "groupId");
            if (scope.equals("import")) {
                groups.putIfAbsent(group, written);
            } else {
                artifacts.putIfAbsent(group + ":" + text(dependency, "artifactId"), written);
            }
        }
    }

    private static Map<String, String> properties(Document pom) {
        Map<String, String> properties = new HashMap<>();
        NodeList all = ((Element) pom.getElementsByTagName("properties").item(0)).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            properties.put(
                    all.item(i).getNodeName(), all.item(i).getTextContent().strip());
        }
        return properties;
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
