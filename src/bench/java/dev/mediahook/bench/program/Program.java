package dev.mediahook.bench.program;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the packaged program as a separate process in a new folder, with an extra route that does nothing. */
final class Program implements AutoCloseable {

    /** The jar of this version. */
    static final Path JAR = Path.of("target", "mediahook.jar");

    static final String SECRET = "whsec_bench";
    private static final String NOOP = """
            - route:
                id: noop
                from:
                  uri: platform-http
                  parameters: {path: /noop, httpMethodRestrict: POST}
                  steps:
                    - setBody: {expression: {constant: {expression: ok}}}
            """;

    private final Process process;
    private final Path folder;
    private final int port;
    private final long readyAfterMillis;

    /** One connection for all queries. Opening one each time would take a part of a core from the measurement. */
    private @Nullable Connection database;

    private Program(Process process, Path folder, int port, long readyAfterMillis) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.readyAfterMillis = readyAfterMillis;
    }

    private Connection database() throws SQLException {
        Connection open = database;
        if (open == null) {
            open = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/mediahook.db"));
            database = open;
        }
        return open;
    }

    static Program start(List<String> options) throws IOException {
        return start(Files.createTempDirectory("mediahook-bench"), options);
    }

    /** Starts the program in the folder of an earlier run, with the data of that run. */
    static Program start(Path folder, List<String> options) throws IOException {
        return start(JAR, folder, options);
    }

    /**
     * @param jar the runnable jar, of this version or another
     */
    static Program start(Path jar, Path folder, List<String> options) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("routes")).resolve("noop.camel.yaml"), NOOP);
        int port = freePort();
        int management = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcamel.server.host=127.0.0.1",
                "-Dcamel.server.port=" + port,
                "-Dcamel.management.port=" + management,
                "-Dmediahook.bluma.webhook-secret=" + SECRET,
                "-Dmediahook.media.allow-http=true",
                "-Dmediahook.media.allow-addresses=127.0.0.0/8"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (!healthy(management)) {
            if (!process.isAlive() || System.nanoTime() - begun > 60_000_000_000L) {
                throw new IOException("the program did not start: " + Files.readString(folder.resolve("log")));
            }
            LockSupport.parkNanos(5_000_000);
        }
        return new Program(process, folder, port, (System.nanoTime() - begun) / 1_000_000);
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    long readyAfterMillis() {
        return readyAfterMillis;
    }

    /** How many media are in the store. */
    long storedMedia() throws IOException {
        return count("SELECT count(*) FROM mediahook_medium WHERE location IS NOT NULL");
    }

    /** How many kept events are neither done nor dead. */
    long undone() throws IOException {
        return count("SELECT count(*) FROM mediahook_event WHERE state IN ('accepted', 'waiting', 'processing')");
    }

    private long count(String query) throws IOException {
        try (Statement statement = database().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException unreadable) {
            throw new IOException("the database can't be read", unreadable);
        }
    }

    /** The processor time that the program's threads have used so far. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    long residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** The most memory that was ever resident. */
    long peakMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    /** How many threads the program has. */
    long threads() throws IOException {
        return status("Threads:");
    }

    /** How many files and sockets the program holds open. */
    long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.count();
        }
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    private long megabytes(String field) throws IOException {
        return status(field) / 1024;
    }

    private long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }

    private static boolean healthy(int management) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + management + "/observe/health")
                            .toURL()
                            .openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (database != null) {
                database.close();
            }
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            if (Files.exists(folder.resolve("data/media"))) {
                delete(folder.resolve("data/media"));
            }
        } catch (IOException | SQLException left) {
            System.err.println("left behind: " + folder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
