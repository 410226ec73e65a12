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
 * The jar holds the versions that the pom pins. The first BOM that names an artifact decides its version, so an
 * imported BOM can lower a version that another part of the pom sets. The tests read the version that each library
 * states inside the jar. Not all libraries state one, so they also read the build's own list of parts.
 */
class ShippedVersionsIT {

    /**
     * Artifacts whose versions differ from their BOM's: Netty's OpenSSL bindings, and Jackson's annotations, which have
     * no patch releases.
     */
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
                .as("the test finds the libraries that it is about")
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
        assertThat(parts.keySet()).as("every artifact of the pom is a part").containsAll(artifacts.keySet());
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

    /** The version that the BOM of the artifact's group, or of a parent group, sets; empty if there is none. */
    private String ofGroup(String artifact) {
        return groups.entrySet().stream()
                .filter(bom -> artifact.startsWith(bom.getKey() + ":") || artifact.startsWith(bom.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Versions by group and artifact, as the build resolved them. */
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

    /** Versions by group and artifact, as each library's own jar states them. */
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

    /** Reads the versions that the pom sets, for single artifacts or, by a BOM, for a group. */
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
