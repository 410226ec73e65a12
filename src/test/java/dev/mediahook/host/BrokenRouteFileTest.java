package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A route file that can't be used stops its own sender and says where and why. Other senders notice nothing. */
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
                "the secret itself  | secrets: mediahook.acme.webhook-secret | secrets: whsec_c2VjcmV0 | secrets",
                "no job             | jobId: $.task.uid          | eventId: ''                    | lacks jobId",
                "no status          | status: $.task.state       | errorMessage: $.task.why       | lacks status",
                "no such repository | mediahookInbox             | mediahookInbocks               | mediahookInbocks",
                "unclosed           | ${body.outcome} == 'failed' | ${body.outcome == 'failed'     | symbol",
                "our own route      | id: acme-webhook           | id: mediahook-job-completed    | an id of its own"
            })
    void stopsItsOwnSenderOnlyAndSaysWhere(String fault, String right, String wrong, String cause) throws Exception {
        try (PlainHost host = hostWith(right, wrong)) {
            assertThat(host.mediahook().broken()).containsOnlyKeys("acme");
            assertThat(host.mediahook().broken().get("acme"))
                    .contains("acme.camel.yaml")
                    .contains(cause)
                    .containsPattern(" line=\\d+ ")
                    .doesNotContain("\n")
                    .doesNotContain("whsec_c2VjcmV0");
            assertThat(host.post("/webhooks/acme", "{}").statusCode()).isEqualTo(404);
            assertThat(host.deliverBfl(PlainHost.SECRET, "{\"id\":\"j\",\"status\":\"Pending\"}")
                            .statusCode())
                    .as("other senders go on")
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mediahookInbocks     | mediahookInbox           | 35",
                "whsec_c2VjcmV0       | mediahook.acme.webhook-secret | 11",
                "{{no.such.property}} | Acme-Signature           | 7"
            })
    void namesTheLineOfTheFault(String wrong, String right, int line) throws Exception {
        try (PlainHost host = hostWith(right, "'" + wrong + "'")) {
            assertThat(host.mediahook().broken().get("acme")).contains(" line=" + line + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"route:\n  id: acme\n", "hello\n", "{\"a\": 1}\n", "- hello\n", "", "# nothing\n"})
    void aFileWithoutARouteIsToldOf(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("acme.camel.yaml"), text);
        try (PlainHost host =
                new PlainHost(folder.resolve("data"), Map.of(), installation -> installation.routes("file:" + file))) {
            assertThat(host.mediahook().broken()).containsOnlyKeys("acme");
        }
    }

    @Test
    void aFileWhoseEventsNobodyWorksOnIsToldOf() throws Exception {
        String text = Files.readString(ACME);
        Path file = Files.writeString(
                folder.resolve("acme.camel.yaml"), text.substring(0, text.indexOf("- route:\n    id: acme-event")));
        try (PlainHost host =
                new PlainHost(folder.resolve("data"), Map.of(), installation -> installation.routes("file:" + file))) {
            assertThat(host.mediahook().broken().get("acme"))
                    .contains("line=22 ")
                    .contains("there is no route from mediahook:inbox?sender=acme");
        }
    }

    @Test
    void aFileInLatin1IsToldOf() throws Exception {
        String text = Files.readString(ACME).replace("Acme-Signature", "Acm\u00e9-Signature");
        Path file = Files.write(folder.resolve("acme.camel.yaml"), text.getBytes(StandardCharsets.ISO_8859_1));
        try (PlainHost host =
                new PlainHost(folder.resolve("data"), Map.of(), installation -> installation.routes("file:" + file))) {
            assertThat(host.mediahook().broken().get("acme"))
                    .contains("line=7 ")
                    .contains("UTF-8");
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
