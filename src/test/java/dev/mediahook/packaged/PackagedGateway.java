package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.FreePort;
import dev.mediahook.standin.StandInSenders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Runs {@code java -jar mediahook.jar} in a folder, on free ports that stay the same after restarts. */
final class PackagedGateway implements AutoCloseable {

    static final String TOKEN = "api-token-of-the-test";
    private final Path folder;
    final int port = FreePort.any();
    final int managementPort = FreePort.any();
    private final Map<String, String> environment = new LinkedHashMap<>();
    /** At first those for a quick start: it takes a third of the usual time on a core. */
    private final List<String> jvm = new ArrayList<>(
            List.of("-XX:TieredStopAtLevel=1", "-XX:SharedArchiveFile=" + System.getProperty("mediahook.archive")));

    private final List<String> launcher = new ArrayList<>();
    private Path jar = Path.of(System.getProperty("mediahook.jar"));
    private Process process;

    private PackagedGateway(Path folder) {
        this.folder = folder;
        environment.put("CAMEL_SERVER_PORT", Integer.toString(port));
        environment.put("CAMEL_MANAGEMENT_PORT", Integer.toString(managementPort));
    }

    /** A gateway with only its ports set. */
    static PackagedGateway bare(Path folder) {
        return new PackagedGateway(folder);
    }

    /** A gateway with all senders on, which may fetch media from loopback. The given properties override the others. */
    static PackagedGateway withSenders(Path folder, Map<String, String> properties) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("mediahook.api.token", TOKEN);
        all.put("mediahook.media.allow-http", "true");
        all.put("mediahook.media.allow-addresses", "127.0.0.0/8");
        all.put("mediahook.retry.first-delay", "50ms");
        all.put("mediahook.retry.max-delay", "500ms");
        StandInSenders.shown().forEach(sender -> all.put(sender.credentialProperty(), sender.demoCredential()));
        all.putAll(properties);
        PackagedGateway gateway = new PackagedGateway(folder);
        gateway.file(
                "application.properties",
                all.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("\n")));
        return gateway;
    }

    PackagedGateway file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    PackagedGateway environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    PackagedGateway jar(Path other) {
        this.jar = other;
        return this;
    }

    PackagedGateway jvm(String... options) {
        jvm.addAll(List.of(options));
        return this;
    }

    /** Limits the files and connections that the program may have open at once. */
    PackagedGateway descriptors(int most) {
        launcher.addAll(List.of("sh", "-c", "ulimit -n " + most + "; exec \"$@\"", "sh"));
        return this;
    }

    long pid() {
        return process.pid();
    }

    /** Starts the program and waits until its health is UP. */
    PackagedGateway start() {
        launch();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || health() == 200);
        assertThat(process.isAlive()).as(log()).isTrue();
        return this;
    }

    /** Starts the program; arguments may select another command. */
    Process launch(String... arguments) {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-jar");
        command.add(jar.toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MEDIAHOOK_") || name.startsWith("CAMEL_"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    GatewayClient client() {
        return new GatewayClient(url(), TOKEN);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The status of the health endpoint; 0 if there is no answer. */
    int health() {
        try {
            URI health = URI.create("http://127.0.0.1:" + managementPort + "/observe/health/ready");
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(5000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    Path media() {
        return folder.resolve("data/media");
    }

    /** All lines of output so far, of all starts. */
    String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void terminate() {
        process.destroy();
    }

    /** Whether the program ends within this time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }

    private Path logFile() {
        return folder.resolve("log.txt");
    }
}
