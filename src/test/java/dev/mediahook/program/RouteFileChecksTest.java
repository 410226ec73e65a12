package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Faults of a route file that Camel accepts, and that without a check would show only when a delivery comes. */
class RouteFileChecksTest {

    private static final Path ACME = Path.of("src/test/resources/example/acme.camel.yaml");

    @TempDir
    Path folder;

    private final Properties before = new Properties();
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void configure() {
        before.putAll(System.getProperties());
        System.setProperty("mediahook.data-dir", folder.resolve("data").toString());
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "accessor     | ${body.outcome} == 'failed' | ${body.outcom} == 'failed' | 64 | Event has no outcom; it has body, deadline",
                "nested       | ${body.outcome} == 'failed' | ${body.error?.kode} == 'x' | 64 | SenderError has no kode; it has code, message",
                "index        | ${body.outcome} == 'failed' | ${body.media[0].uri} == 'x' | 64 | MediumRef has no uri; it has",
                "key          | ${body.key}                 | ${body.kee}                 | 39 | Event has no kee; it has",
                "outcome      | == 'completed'              | == 'complete'               | 58 | no event has the outcome complete; there are cancelled, completed",
            })
    void namesTheLineAndWhatThereIs(String what, String right, String wrong, int line, String cause) throws Exception {
        assertThat(check(Files.readString(ACME).replace(right, wrong))).isEqualTo(1);
        assertThat(said.toString())
                .containsPattern("FAULT routes .*acme.camel.yaml line=" + line + " cause=.*\\Q" + cause + "\\E")
                .doesNotContain("ok    routes         " + folder);
    }

    @ParameterizedTest
    @CsvSource({"webhook, 37, ${body.key}", "event, 56, ${body.outcome}"})
    void namesTheRouteThatDoesNotMap(String which, int line, String needs) throws Exception {
        String text = Files.readString(ACME);
        int route = text.indexOf("id: acme-" + which);
        String step = "        - process:\n            ref: acmePayload\n";
        String without = text.substring(0, route) + text.substring(route).replaceFirst(step.replace("$", "\\$"), "");

        assertThat(check(without)).isEqualTo(1);
        assertThat(said.toString())
                .contains(" line=" + line + " ")
                .contains("the route acme-" + which + " has not mapped the delivery before " + needs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "completed: finished    | `completed: finished\n        completed: done`      | 20 | completed",
                "prefix: v1,            | `prefix: v1,\n        header: Other-Signature`      | 9  | header",
                "skipDuplicate: false   | `skipDuplicate: false\n            skipDuplicate: true` | 37 | skipDuplicate",
            })
    void namesTheKeyThatIsGivenTwice(String right, String wrong, int line, String key) throws Exception {
        assertThat(check(Files.readString(ACME).replace(right, wrong))).isEqualTo(1);
        assertThat(said.toString())
                .containsPattern("FAULT routes .*acme.camel.yaml line=" + line + " cause=")
                .contains("the key " + key + " is given twice");
    }

    @ParameterizedTest
    @CsvSource({
        "sender: acme, sender: bfl, the webhooks of bfl",
        "id: acme-webhook, id: mediahook-bfl-webhook, there is a route mediahook-bfl-webhook"
    })
    void namesBothFilesThatWantTheSame(String right, String wrong, String cause) throws Exception {
        assertThat(check(Files.readString(ACME).replace(right, wrong))).isEqualTo(1);
        assertThat(said.toString())
                .containsPattern(
                        "FAULT routes .*acme.camel.yaml line=\\d+ cause=.*" + cause + ".* in \\S*bfl.camel.yaml: give");
    }

    @Test
    void whatIsReadOnlyIfItIsThereIsNoFault() throws Exception {
        String text = Files.readString(ACME)
                .replace("${body.outcome} == 'failed'", "${body.errorCode} == 'x' || ${body.jobId} contains 'y'");
        assertThat(check(text)).as(said.toString()).isZero();
    }

    private int check(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("acme.camel.yaml"), text);
        CommandLine line = new CommandLine(new CheckCommand(Clock.systemUTC()));
        PrintWriter out = new PrintWriter(said, true);
        return line.setOut(out).setErr(out).execute(file.toString());
    }
}
