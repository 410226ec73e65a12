package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands work as they are written there, in a fresh folder. */
class ReadmeIT {

    private static final String STARTED_FOR_MEDIA =
            "-Dmediahook.media.allow-http=true -Dmediahook.media.allow-addresses=127.0.0.0/8";
    private static final String SEND =
            "java -jar target/mediahook.jar send bfl --status Error --to http://localhost:8080";

    @TempDir
    Path folder;

    @Test
    void aDeliveryThatSendMakesIsTakenAndItsMediumFetched() throws Exception {
        assertThat(Files.readString(Path.of("README.md")))
                .contains(SEND, STARTED_FOR_MEDIA, "`--status Ready`")
                .contains("export MEDIAHOOK_BFL_WEBHOOK_SECRET=", "export MEDIAHOOK_API_TOKEN=");
        try (PackagedGateway gateway = fresh().jvm(STARTED_FOR_MEDIA.split(" ")).start()) {
            send(gateway, SEND);
            send(gateway, SEND.replace("Error", "Ready"));

            gateway.client()
                    .await("/api/jobs?status=failed", page -> page.path("items").size() == 1);
            gateway.client()
                    .await(
                            "/api/jobs?status=completed",
                            page -> page.path("items").size() == 1);
            assertThat(StoredMedia.files(gateway.media())).hasSize(1);
        }
    }

    private PackagedGateway fresh() {
        return PackagedGateway.bare(folder)
                .environment("MEDIAHOOK_BFL_WEBHOOK_SECRET", "what-was-given-to-bfl")
                .environment("MEDIAHOOK_API_TOKEN", PackagedGateway.TOKEN);
    }

    /** Runs a command in the gateway's folder with its environment, as a reader would. */
    private void send(PackagedGateway gateway, String command) throws InterruptedException {
        List<String> words = Arrays.asList(
                command.replace("8080", Integer.toString(gateway.port)).split(" "));
        try (PackagedGateway beside = fresh()) {
            Process process = beside.launch(words.subList(3, words.size()).toArray(String[]::new));
            assertThat(beside.endsWithin(Duration.ofSeconds(90))).isTrue();
            assertThat(process.exitValue()).as(beside.log()).isZero();
        }
    }
}
