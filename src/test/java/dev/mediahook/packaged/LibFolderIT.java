package dev.mediahook.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.example.Acme;
import dev.mediahook.standin.SignedRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar in the folder {@code lib} beside the program's jar, and one property, add a sender that is written in Java. */
class LibFolderIT {

    private static final Path SOURCE = Path.of("src/test/java/dev/mediahook/example/AcmeRoutes.java");
    private static final String SERVICE = "META-INF/services/org.apache.camel.RoutesBuilder";

    @TempDir
    Path folder;

    @Test
    void addsASenderOfJavaRoutes() throws IOException {
        Path program = folder.resolve("program");
        jar(program.resolve("lib/acme.jar"), compiled());
        Path started = Files.createDirectory(folder.resolve("elsewhere"));
        try (PackagedGateway gateway = PackagedGateway.withSenders(
                        started, Map.of("mediahook.acme.webhook-secret", Acme.SECRET))
                .jar(Files.copy(Path.of(System.getProperty("mediahook.jar")), program.resolve("mediahook.jar")))
                .start()) {
            GatewayClient client = gateway.client();
            SignedRequest broken = Acme.broken("task-1");

            assertThat(client.deliver(Acme.forged(broken)).statusCode()).isEqualTo(401);
            assertThat(client.deliver(broken).body()).isEqualTo("{\"status\":\"received\"}");
            assertThat(client.deliver(broken).body()).isEqualTo("{\"status\":\"already_processed\"}");
            client.awaitJob("acme", "task-1", "failed");
            assertThat(gateway.log()).contains("sender=acme on at /webhooks/acme");
        }
    }

    /** Compiles the source against the program's jar alone, as a team would. */
    private Path compiled() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectory(folder.resolve("classes"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options = List.of(
                    "-proc:none",
                    "--release",
                    "17",
                    "-cp",
                    System.getProperty("mediahook.jar"),
                    "-d",
                    classes.toString());
            boolean good = compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(SOURCE))
                    .call();
            assertThat(good).isTrue();
        }
        return classes;
    }

    private static void jar(Path jar, Path classes) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(
                        new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
                Files.copy(one, entries);
            }
            entries.putNextEntry(new JarEntry(SERVICE));
            entries.write("dev.mediahook.example.AcmeRoutes".getBytes(UTF_8));
        }
    }
}
