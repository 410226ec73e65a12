package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

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

/** {@code java -jar mediahook.jar} in a folder. Ports are free ones, and stay the same over restarts. */
final class PackagedGateway implements AutoCloseable {

    static final String TOKEN = "api-token-of-the-test";

    private final Path folder;
    final int port = FreePort.any();
    final int managementPort = FreePort.any();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> jvm = new ArrayList<>();
    private final List<String> launcher = new ArrayList<>();
    private Path jar = Path.of(System.getProperty("mediahook.jar"));
    private Process process;

    private PackagedGateway(Path folder) {
        this.folder = folder;
        environment.put("CAMEL_SERVER_PORT", Integer.toString(port));
        environment.put("CAMEL_MANAGEMENT_PORT", Integer.toString(managementPort));
    }

    /** With nothing but its ports set. */
    static PackagedGateway bare(Path folder) {
        return new PackagedGateway(folder);
    }

    /** With all senders on and media from loopback allowed; the given properties win. */
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
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n")));
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

    /** It may have no more files and connections open at once. */
    PackagedGateway descriptors(int most) {
        launcher.addAll(List.of("sh", "-c", "ulimit -n " + most + "; exec \"$@\"", "sh"));
        return this;
    }

    long pid() {
        return process.pid();
    }

    /** Starts it and waits until it says that it is up. */
    PackagedGateway start() {
        launch();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || health() == 200);
        assertThat(process.isAlive()).as(log()).isTrue();
        return this;
    }

    /** Starts it; another command line than the gateway's may follow. */
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

    /** The status of the health endpoint; 0 while there is none. */
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

    /** Every line so far, of all starts. */
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

    /** Whether it ends within this time; then its exit code. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** SIGKILL. */
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
