package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.sender.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many route files of a team whose senders are off cost little, and their faults are reported all the same. */
class OffFilesTest {

    @TempDir
    Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private Mediahook mediahook;

    @BeforeEach
    void start() throws Exception {
        String shipped = Files.readString(Path.of("routes/bfl.camel.yaml"));
        for (int i = 10; i < 40; i++) {
            write("acme" + i, shipped.replace("bfl", "acme" + i));
        }
        write("late", shipped.replace("bfl", "late").replaceFirst("(?m)^        status: .*\n", ""));
        write(
                "mute",
                shipped.replace("bfl", "mute")
                        .replaceFirst("(?s)- process:\\s+description: Refuses.*?ref: muteSignature\n +", ""));
        write("typo", shipped.replace("bfl", "typo").replaceFirst("jobId: \\$", "jobbId: \\$"));
        write("ways", shipped.replace("bfl", "ways").replace("direct:mediahook-fetch-media", "nosuch:place"));
        write(
                "zz",
                shipped.replace("bfl", "zz") + "\n- route:\n    id: of-others\n    from:\n"
                        + "      uri: direct:of-others\n      steps:\n        - log:\n            message: here\n");
        context.getPropertiesComponent()
                .addInitialProperty("mediahook.data-dir", folder.resolve("data").toString());
        mediahook =
                Mediahook.in(context).routes("file:" + folder + "/*.camel.yaml").install();
        context.start();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void onlyTheFirstAreBuiltAtTheStart() {
        OffFiles files = new OffFiles(Map.of());
        Resource file = ResourceHelper.fromString("file:acme.camel.yaml", "");
        String text = "- route:\n    from:\n      uri: mediahook:inbox\n";
        for (int i = 0; i < 5; i++) {
            assertThat(files.canWait("first" + i, file, text)).isFalse();
        }

        assertThat(files.canWait("sixth", file, text)).isTrue();
        assertThat(files.canWait("of others", file, text.replace("mediahook:inbox", "direct:place")))
                .isFalse();
        assertThat(files.waiting()).containsOnlyKeys("sixth");
        assertThat(files.waiting()).as("handed out only once").isEmpty();
    }

    @Test
    void whatTheOthersCantUseIsTold() {
        Awaitility.await().until(() -> mediahook.broken().containsKey("ways"));

        assertThat(mediahook.broken()).containsOnlyKeys("late", "mute", "typo", "ways");
        assertThat(mediahook.broken().get("typo")).contains("typo.camel.yaml line=", "jobbId");
        assertThat(mediahook.broken().get("mute")).contains("mute.camel.yaml line=", "verifies nothing");
        assertThat(mediahook.broken().get("ways")).contains("ways.camel.yaml line=", "nosuch");
        assertThat(mediahook.broken().get("late")).contains("late.camel.yaml", "status");
        assertThat(mediahook.senders()).extracting(Sender::name).doesNotContain("typo");
    }

    @Test
    void routesThatOthersMayUseRun() {
        assertThat(context.getRouteDefinition("of-others")).isNotNull();
        assertThat(context.getRouteDefinition("mediahook-zz-event")).isNotNull();
    }
}
