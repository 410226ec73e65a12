package dev.mediahook.bench.program;

import dev.mediahook.store.S3Server;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other tools for the same work. Each call returns the seconds that it took. */
final class Tool {

    private static final String AWS_COPY = "aws s3 cp --quiet";
    private static final String TARGET = "s3://" + S3Server.BUCKET + "/copy";

    private Tool() {}

    static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static double curl(URI url, Path file) throws IOException {
        return run(List.of("curl", "-sS", "--fail", "-o", file.toString(), url.toString()));
    }

    /** Fetches this many media of this size, each into its own file, 64 at once. */
    static double curlParallel(MediaFiles media, int count, long bytes, Path work) throws IOException {
        Path folder = Files.createDirectories(work.resolve("curl-parallel"));
        StringBuilder config = new StringBuilder();
        for (int i = 0; i < count; i++) {
            config.append("url = \"").append(media.url(bytes, "c" + i)).append("\"\noutput = \"");
            config.append(folder.resolve("c" + i)).append("\"\n");
        }
        Path list = Files.writeString(work.resolve("curl-list"), config);
        double seconds = run(List.of(
                "curl",
                "-sS",
                "--fail",
                "--no-progress-meter",
                "--parallel",
                "--parallel-max",
                "64",
                "-K",
                list.toString()));
        Program.delete(folder);
        return seconds;
    }

    static double awsCopy(String from, S3Server s3) throws IOException {
        return aws("exec " + AWS_COPY + " --endpoint-url " + endpoint(s3) + " " + from + " " + TARGET);
    }

    /** Pipes a medium from curl to the AWS command line. If curl fails, the call fails. */
    static double awsPipe(URI url, long bytes, S3Server s3) throws IOException {
        return aws("set -o pipefail; curl -sS --fail " + url + " | " + AWS_COPY + " --expected-size " + bytes
                + " --endpoint-url " + endpoint(s3) + " - " + TARGET);
    }

    private static double aws(String script) throws IOException {
        return run(
                List.of("bash", "-c", script),
                Map.of(
                        "AWS_ACCESS_KEY_ID", "key",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_REQUEST_CHECKSUM_CALCULATION", "WHEN_REQUIRED",
                        "AWS_RESPONSE_CHECKSUM_VALIDATION", "WHEN_REQUIRED"));
    }

    private static String endpoint(S3Server s3) {
        return s3.uri().replaceAll(".*uriEndpointOverride=", "");
    }

    static double run(List<String> command) throws IOException {
        return run(command, Map.of());
    }

    private static double run(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        Process process = builder.start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " failed");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
