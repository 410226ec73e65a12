package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.sender.Senders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route file that is gone or can't be read affects no other file. */
class RouteFilesTest {

    @TempDir
    Path folder;

    private final CamelContext context = new DefaultCamelContext();

    @Test
    void aNamedFileThatIsGoneKeepsNoOtherFromBeingSeen() throws IOException {
        Path gone = Files.writeString(file("gone"), "[]");
        Path stays = Files.writeString(file("stays"), "[]");
        RouteFiles files = files(gone, stays);

        Files.delete(gone);

        assertThat(files.onDisk()).containsKey("stays").doesNotContainKey("gone");
    }

    /** The program asks for the shipped template by name. */
    @Test
    void noTemplateLiesBesideTheOneThatIsLoaded() {
        RouteFiles files = RouteFiles.of(context, name -> false, List.of());
        Senders senders = new Senders();
        context.start();

        files.load(senders, (name, text) -> Optional.empty());

        assertThat(senders.broken()).doesNotContainKey("mediahook-sender");
        assertThat(Path.of("src/main/resources/mediahook/templates").toFile().list())
                .containsExactly("mediahook-sender" + FoundFiles.ENDING);
        assertThat(((ModelCamelContext) context).getRouteTemplateDefinitions()).isNotEmpty();
    }

    @Test
    void oneThatCantBeReadBreaksItsOwnSender() throws IOException {
        RouteFiles files = files(Files.createDirectory(file("acme")), Files.writeString(file("other"), "[]"));
        Senders senders = new Senders();

        files.load(senders, (name, text) -> Optional.empty());

        assertThat(senders.broken()).containsKey("acme").doesNotContainKey("other");
        assertThat(senders.broken().get("acme")).contains("acme.camel.yaml");
        assertThat(files.first()).containsKey("other").doesNotContainKey("acme");
    }

    @Test
    void aLinkThatLeadsNowhereAndABeanThatLacksAJarBreakTheirOwnSenders() throws Exception {
        RouteFiles files = files(
                Files.createSymbolicLink(file("acme"), folder.resolve("nowhere")),
                Files.writeString(
                        file("bean"), "- beans:\n    - name: b\n      type: " + LacksAJar.class.getName() + "\n"),
                Files.writeString(file("other"), "[]"));
        Senders senders = new Senders();
        context.start();

        files.load(senders, (name, text) -> Optional.empty());

        assertThat(senders.broken()).containsKeys("acme", "bean").doesNotContainKey("other");
        assertThat(senders.broken().get("bean")).contains("bean.camel.yaml").doesNotContain("\n");
    }

    /** Fails as a class does if its own jar is there and a jar that it needs is missing. */
    public static final class LacksAJar {
        public LacksAJar() {
            throw new NoClassDefFoundError("com/acme/Signer");
        }
    }

    @Test
    void oneThatIsNamedAtTheStartIsThere() {
        assertThatThrownBy(() -> files(file("nowhere")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no route file")
                .hasMessageContaining("nowhere.camel.yaml");
    }

    private RouteFiles files(Path... files) {
        return RouteFiles.of(
                context,
                name -> false,
                List.of(files).stream().map(one -> "file:" + one).toList());
    }

    private Path file(String name) {
        return folder.resolve(name + ".camel.yaml");
    }
}
