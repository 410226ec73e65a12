package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a failure that leaves nothing to trust, the program ends, so that its supervisor restarts it. */
class FatalFailureIT {

    private static final String BODY = "{\"job_id\":\"j-1\",\"status\":\"queued\"}";

    @TempDir
    Path folder;

    @Test
    void theProgramEndsWithCode3AndKeepsWhatItAcknowledged() throws Exception {
        int port = FreePort.any();
        File log = folder.resolve("log.txt").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DoomedProgram.class.getName(),
                        "camel.server.port",
                        Integer.toString(port),
                        "camel.management.port",
                        Integer.toString(FreePort.any()),
                        "mediahook.data-dir",
                        folder.resolve("data").toString(),
                        "mediahook.krea.webhook-token",
                        "krea-token-of-the-test")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() ->
                            !process.isAlive() || Files.readString(log.toPath()).contains("ready after"));
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                                                    + "/webhooks/krea/krea-token-of-the-test"))
                                            .POST(BodyPublishers.ofString(BODY))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .isEqualTo("{\"status\":\"received\"}");

            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as(Files.readString(log.toPath())).isEqualTo(3);
        assertThat(Files.readString(log.toPath()))
                .contains(
                        "thread=mediahook-doomed can't go on, the program ends error=\"java.lang.InternalError: of the JVM\"");
        try (TestGateway after = TestGateway.start(folder.resolve("data"), java.util.Map.of())) {
            assertThat(after.awaitJob("krea", "j-1", "running").path("events")).hasSize(1);
        }
    }
}
