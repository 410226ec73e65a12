package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.sender.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of a team's own whose sender is off costs little, and its faults show all the same. */
class OffFilesTest {

    @TempDir
    Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private Mediahook mediahook;

    @BeforeEach
    void files() throws IOException {
        String shipped = Files.readString(Path.of("routes/bfl.camel.yaml")).replace("bfl", "acme");
        write("acme", shipped);
        write("typo", shipped.replace("acme", "typo").replaceFirst("jobId: \\$", "jobbId: \\$"));
        write(
                "mute",
                shipped.replace("acme", "mute")
                        .replaceFirst("(?s)- process:\\s+description: Refuses.*?ref: muteSignature\n +", ""));
        write("late", shipped.replace("acme", "late").replaceFirst("(?m)^        status: .*\n", ""));
        write(
                "host",
                shipped.replace("acme", "host") + "\n- route:\n    id: of-others\n    from:\n"
                        + "      uri: direct:of-others\n      steps:\n        - log:\n            message: here\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    @BeforeEach
    void start() throws Exception {
        context.getPropertiesComponent()
                .addInitialProperty("mediahook.data-dir", folder.resolve("data").toString());
        mediahook =
                Mediahook.in(context).routes("file:" + folder + "/*.camel.yaml").install();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void itsRoutesAreNotBuilt() {
        assertThat(routes("acme")).isEmpty();
        assertThat(mediahook.senders())
                .filteredOn(sender -> sender.name().equals("acme"))
                .singleElement()
                .extracting(Sender::line)
                .asString()
                .contains("off: mediahook.acme.webhook-secret turns it on");
    }

    @Test
    void whatItCantUseIsTold() {
        assertThat(mediahook.broken()).containsOnlyKeys("typo", "mute", "late");
        assertThat(mediahook.broken().get("typo")).contains("typo.camel.yaml line=", "jobbId");
        assertThat(mediahook.broken().get("mute")).contains("mute.camel.yaml line=", "verifies nothing");
        assertThat(mediahook.broken().get("late")).contains("late.camel.yaml", "status");
    }

    @Test
    void routesThatOthersMayUseRun() {
        assertThat(routes("of-others")).containsExactly("of-others");
        assertThat(routes("host")).hasSize(2);
    }

    /** Of many, most are read after the start. */
    @Test
    void whatOneOfManyCantUseIsTold() throws Exception {
        context.stop();
        String shipped = Files.readString(folder.resolve("acme.camel.yaml"));
        for (int i = 0; i < 30; i++) {
            write("acme" + i, shipped.replace("acme", "acme" + i));
        }
        write("zz", shipped.replace("acme", "zz").replaceFirst("jobId: \\$", "jobbId: \\$"));
        write(
                "zzhost",
                Files.readString(folder.resolve("host.camel.yaml"))
                        .replace("host", "zzhost")
                        .replace("of-others", "of-zz"));

        try (DefaultCamelContext many = new DefaultCamelContext()) {
            many.getPropertiesComponent()
                    .addInitialProperty(
                            "mediahook.data-dir", folder.resolve("many").toString());
            Mediahook installed = Mediahook.in(many)
                    .routes("file:" + folder + "/*.camel.yaml")
                    .install();
            many.start();

            assertThat(many.getRouteDefinition("of-zz")).isNotNull();
            Awaitility.await().until(() -> installed.broken().containsKey("zz"));
            assertThat(installed.broken()).containsOnlyKeys("typo", "mute", "late", "zz");
            assertThat(installed.broken().get("zz")).contains("zz.camel.yaml line=", "jobbId");
            assertThat(installed.senders())
                    .extracting(Sender::name)
                    .contains("acme29")
                    .doesNotContain("zz");
            assertThat(many.getRouteDefinitions())
                    .noneMatch(route -> route.getRouteId().contains("acme"));
        }
    }

    private List<String> routes(String part) {
        return context.getRouteDefinitions().stream()
                .map(route -> route.getRouteId())
                .filter(id -> id.contains(part))
                .toList();
    }
}
