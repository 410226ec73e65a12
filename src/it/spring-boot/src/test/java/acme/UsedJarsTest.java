package acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Mediahook brings no dependency that this application does not use. */
class UsedJarsTest {

    private static final Pattern UNUSED = Pattern.compile(
            "(aws|s3-|sdk-core|sqlite|picocli|vertx|netty|camel-platform-http-vertx|nimbus|micrometer-registry).*");

    @Test
    void areAllThatMediahookDragsIn() {
        List<String> jars = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
                .map(jar -> Path.of(jar).getFileName().toString())
                .toList();

        assertEquals(
                1, jars.stream().filter(jar -> jar.startsWith("mediahook-")).count());
        assertEquals(
                List.of(),
                jars.stream().filter(jar -> UNUSED.matcher(jar).matches()).toList());
    }
}
