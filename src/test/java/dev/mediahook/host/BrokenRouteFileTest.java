package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route file that can't be used stops its own sender, says where and why, and nobody else notices. */
class BrokenRouteFileTest {

    private static final Path ACME = Path.of("src/test/resources/example/acme.camel.yaml");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no YAML            | uri: mediahook:inbox       | uri: [mediahook                | line=",
                "no such bean       | ref: acmePayload           | ref: acmePayloud               | acmePayloud",
                "no such class      | event.PayloadMapping       | event.PayloudMapping           | PayloudMapping",
                "no such setting    | jobId:                     | jobbId:                        | jobbId",
                "verifies nothing   | ref: acmeSignature         | ref: acmePayload               | verifies nothing",
                "no sender          | sender: acme               | sendr: acme                    | names the sender",
                "no such end        | mediahook:webhook          | mediahook:webhoook             | mediahook:webhook and mediahook:inbox",
                "somebody's sender  | sender: acme               | sender: bfl                    | two routes take the webhooks of bfl",
                "somebody's route   | id: acme-webhook           | id: mediahook-bfl-webhook      | an id of its own",
                "indentation        | `        jobId:`           | `      jobId:`                  | line=",
                "a tab              | `        jobId:`           | `\t\tjobId:`                   | line=",
                "a setting's value  | completed: finished        | mediaLifetime: ten             | mediaLifetime",
                "no such path       | $.task.outputs[*].href     | $.task.outputs[*               | media",
                "no secrets         | secrets: mediahook.acme.webhook-secret | list: false        | secrets",
                "no such component  | direct:mediahook-fetch-media | nosuch:place                 | nosuch",
                "no such expression | ${body.outcome} == 'completed' | ${bdy.outcome} == 'completed' | bdy",
                "our own route      | id: acme-webhook           | id: mediahook-job-completed    | an id of its own"
            })
    void stopsItsOwnSenderOnlyAndSaysWhere(String fault, String right, String wrong, String cause) throws Exception {
        try (PlainHost host = hostWith(right, wrong)) {
            assertThat(host.mediahook().broken()).containsOnlyKeys("acme");
            assertThat(host.mediahook().broken().get("acme"))
                    .contains("acme.camel.yaml")
                    .contains(cause)
                    .containsPattern(" line=\\d+ ")
                    .doesNotContain("\n");
            assertThat(host.post("/webhooks/acme", "{}").statusCode()).isEqualTo(404);
            assertThat(host.deliverBfl(PlainHost.SECRET, "{\"id\":\"j\",\"status\":\"Pending\"}")
                            .statusCode())
                    .as("the others go on")
                    .isEqualTo(200);
        }
    }

    @Test
    void endsTheStartWhereThatIsAskedFor() {
        assertThatThrownBy(() -> new PlainHost(
                        folder.resolve("data"),
                        Map.of("mediahook.strict", "true"),
                        installation -> installation.routes("file:" + write("jobId:", "jobbId:"))))
                .hasStackTraceContaining("acme.camel.yaml");
    }

    @Test
    void aWholeFileIsASenderAndIsOffWithoutItsSecret() throws Exception {
        try (PlainHost host = hostWith("jobId:", "jobId:")) {
            assertThat(host.mediahook().broken()).isEmpty();
            assertThat(host.mediahook().senders())
                    .filteredOn(sender -> sender.name().equals("acme"))
                    .allSatisfy(sender -> assertThat(sender.line())
                            .isEqualTo("sender=acme off: mediahook.acme.webhook-secret turns it on"))
                    .hasSize(1);
            assertThat(host.post("/webhooks/acme", "{}").statusCode()).isEqualTo(404);
        }
    }

    private PlainHost hostWith(String right, String wrong) throws Exception {
        Path file = write(right, wrong);
        return new PlainHost(
                folder.resolve("data"),
                Map.of("mediahook.bfl.webhook-secret", PlainHost.SECRET),
                installation -> installation.routes("file:" + file));
    }

    private Path write(String right, String wrong) {
        try {
            String text = Files.readString(ACME);
            assertThat(text).contains(right);
            return Files.writeString(folder.resolve("acme.camel.yaml"), text.replace(right, wrong));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
