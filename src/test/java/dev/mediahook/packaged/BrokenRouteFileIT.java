package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route file that can't be used is reported where operators look. It ends the start only in strict mode. */
class BrokenRouteFileIT {

    private static final String FAULT = "jobbId";

    @TempDir
    Path folder;

    @Test
    void degradesReadinessAndNamesItsSender() throws IOException {
        try (PackagedGateway gateway = withBrokenBfl(Map.of()).start()) {
            assertThat(readiness(gateway))
                    .containsPattern("DEGRADED: sender=bfl file=routes\\S*/bfl.camel.yaml line=\\d+ cause=")
                    .contains(FAULT);
            assertThat(gateway.client()
                            .deliver(Deliveries.of("bfl", "Pending", "job-1"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(gateway.client()
                            .deliver(Deliveries.of("krea", "queued", "job-2"))
                            .statusCode())
                    .as("the other senders are served")
                    .isEqualTo(200);
        }
    }

    @Test
    void endsAStrictStartWithOneLine() throws Exception {
        try (PackagedGateway gateway = withBrokenBfl(Map.of("mediahook.strict", "true"))) {
            Process process = gateway.launch();
            assertThat(gateway.endsWithin(Duration.ofSeconds(60))).isTrue();
            assertThat(process.exitValue()).as(gateway.log()).isEqualTo(2);
            assertThat(gateway.log())
                    .containsPattern("routes/bfl.camel.yaml line=\\d+ cause=.*" + FAULT)
                    .doesNotContain("\tat ");
        }
    }

    /** Camel would accept it, and each event of the sender would fail. */
    @Test
    void aConditionThatNoEventCanAnswerIsSuchAFaultToo() throws IOException {
        String misspelt = Files.readString(Path.of("routes/bfl.camel.yaml"))
                .replace("${body.outcome} == 'running'", "${body.outcom} == 'running'");
        String metByNoEvent = Files.readString(Path.of("routes/krea.camel.yaml"))
                .replace("${body.outcome} == 'cancelled'", "${body.outcome} == 'canceled'");
        try (PackagedGateway gateway = PackagedGateway.withSenders(folder, Map.of())
                .file("routes/bfl.camel.yaml", misspelt)
                .file("routes/krea.camel.yaml", metByNoEvent)
                .start()) {
            assertThat(readiness(gateway))
                    .containsPattern("DEGRADED: sender=bfl file=routes\\S*/bfl.camel.yaml line=\\d+ cause=.*outcom;")
                    .doesNotContain("sender=krea");
        }
    }

    static String readiness(PackagedGateway gateway) {
        URI ready = URI.create("http://127.0.0.1:" + gateway.managementPort + "/observe/health/ready");
        return gateway.client().send(HttpRequest.newBuilder(ready).build()).body();
    }

    private PackagedGateway withBrokenBfl(Map<String, String> properties) throws IOException {
        String shipped = Files.readString(Path.of("routes/bfl.camel.yaml"));
        return PackagedGateway.withSenders(folder, properties)
                .file("routes/bfl.camel.yaml", shipped.replaceFirst("(?m)^( +)jobId: \\$", "$1" + FAULT + ": \\$"));
    }
}
