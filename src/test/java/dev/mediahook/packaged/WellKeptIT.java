package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Only their owner can read the program's files. A database file that can't be used ends the start, and guesses at the
 * API's token are slowed down.
 */
@Timeout(120)
class WellKeptIT {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void nobodyElseReadsWhatIsKept() throws IOException {
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PackagedGateway gateway =
                        PackagedGateway.withSenders(folder, Map.of()).start()) {
            gateway.client().deliver(Deliveries.of("bfl", "Ready", "kept", media.medium(MediaKind.PNG, "kept")));
            gateway.client().awaitJob("bfl", "kept", "completed");

            assertThat(StoredMedia.files(gateway.media())).isNotEmpty();
            Path data = folder.resolve("data");
            assertThat(Files.getPosixFilePermissions(data))
                    .as("other users can't list the folder")
                    .doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
            try (Stream<Path> kept = Files.walk(data).filter(one -> !one.equals(data))) {
                assertThat(kept).allSatisfy(one -> assertThat(Files.getPosixFilePermissions(one))
                        .doesNotContainAnyElementsOf(OTHERS));
            }
        }
    }

    @Test
    void aDatabaseThatIsNoneEndsTheStartInOneLine() throws Exception {
        try (PackagedGateway gateway = PackagedGateway.withSenders(folder, Map.of())
                .file("data/mediahook.db", "this is no database ".repeat(1000))) {
            Process process = gateway.launch();

            assertThat(gateway.endsWithin(Duration.ofSeconds(60))).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(gateway.log().lines()).hasSize(1).allMatch(line -> line.contains("mediahook.data-dir"));
        }
    }

    @Test
    void guessesAtTheTokenAreCountedSlowedDownAndHoldUpNobody() {
        try (PackagedGateway gateway =
                PackagedGateway.withSenders(folder, Map.of()).start()) {
            GatewayClient client = gateway.client();
            long begin = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                HttpRequest guess = HttpRequest.newBuilder(gateway.url().resolve("/api/jobs"))
                        .header("Authorization", "Bearer guess-" + i)
                        .build();
                assertThat(client.send(guess).statusCode()).isEqualTo(401);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));

            assertThat(client.api("GET", "/api/jobs").statusCode()).isEqualTo(200);
            assertThat(client.deliver(Deliveries.of("bfl", "Pending", "beside-guesses"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gateway.log()).doesNotContain("guess-");
            assertThat(gateway.log().lines().filter(line -> line.contains("wrong_token")))
                    .as("a few lines for all guesses")
                    .hasSizeLessThan(5)
                    .isNotEmpty();
        }
    }
}
