package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.FileModes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointStoreTest {

    @TempDir
    Path folder;

    private CamelContext context;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void handsTheFileToAnEndpointUnderItsName() throws Exception {
        MediumStore store = ConfiguredStore.at(
                "file:" + folder + "/team?tempPrefix=.&jailStartingDirectory=true", FileModes.PRIVATE, context);

        assertThat(store.store(medium())).isEqualTo("file:" + folder + "/team/bfl/job/0.png");
        assertThat(folder.resolve("team/bfl/job/0.png")).hasContent("bytes");
    }

    @Test
    void aTeamsOwnRouteGetsNameTypeAndLength() throws Exception {
        Map<String, Object> got = new HashMap<>();
        context.addRoutes(route(exchange -> {
            got.putAll(exchange.getMessage().getHeaders());
            got.put("medium", exchange.getProperty(EndpointStore.MEDIUM));
            got.put("bytes", exchange.getMessage().getBody(String.class));
        }));

        MediumFile medium = medium();

        assertThat(ConfiguredStore.at("direct:team", FileModes.PRIVATE, context).store(medium))
                .isEqualTo("direct:team/bfl/job/0.png");
        assertThat(got)
                .containsEntry("medium", medium)
                .containsEntry("CamelFileName", "bfl/job/0.png")
                .containsEntry("Content-Type", "image/png")
                .containsEntry("Content-Length", 5L)
                .containsEntry("bytes", "bytes");
    }

    @Test
    void aRouteThatFailsIsAStoreThatIsAway() throws Exception {
        context.addRoutes(route(exchange -> {
            throw new IllegalStateException("password=secret");
        }));
        MediumStore store = ConfiguredStore.at("direct:team", FileModes.PRIVATE, context);

        assertThatThrownBy(() -> store.store(medium()))
                .isInstanceOf(IOException.class)
                .hasMessage("the store's endpoint failed: IllegalStateException");
    }

    @Test
    void anEndpointThatIsNotThereIsAStoreThatIsAway() {
        for (String uri : new String[] {"direct:nobody?timeout=1", "nosuchcomponent:x"}) {
            assertThatThrownBy(() ->
                            ConfiguredStore.at(uri, FileModes.PRIVATE, context).store(medium()))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sftp:host/media, sftp:host/media?tempPrefix=.unfinished-",
        "file:media?fileExist=Ignore, file:media?fileExist=Ignore&tempPrefix=.unfinished-",
        "ftps:host/media?tempFileName=x, ftps:host/media?tempFileName=x",
        "direct:team, direct:team"
    })
    void filesShowUpWhole(String uri, String used) {
        assertThat(EndpointStore.wholeOnly(uri)).isEqualTo(used);
    }

    @ParameterizedTest
    @CsvSource({
        "sftp://me:secret@host:22/media?privateKeyPassphrase=x, sftp://host:22/media",
        "sftp:me@host/media/, sftp:host/media",
        "azure-storage-blob:account/container?accessKey=x, azure-storage-blob:account/container",
        "ftp://host/a@b?password=x, ftp://host/a@b"
    })
    void aLocationSaysNothingSecret(String uri, String shown) throws Exception {
        assertThat(EndpointStore.withoutSecrets(uri)).isEqualTo(shown);
    }

    private static RouteBuilder route(org.apache.camel.Processor processor) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:team").routeId("team").process(processor);
            }
        };
    }

    private MediumFile medium() throws IOException {
        Path file = Files.writeString(folder.resolve("download"), "bytes");
        return new MediumFile(file, 5, "sha", "image/png", MediumName.of("", "bfl", "job", 0, "png"), Map.of());
    }
}
