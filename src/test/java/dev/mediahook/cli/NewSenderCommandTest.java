package dev.mediahook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A sender's first file, from one sample. */
class NewSenderCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter printed = new StringWriter();

    @Test
    void readsAHeaderOfTimeAndSignatureAndAnEventWithAnIdOfItsOwn() throws IOException {
        String sample = """
                {"id": "evt_1", "type": "render.completed",
                 "data": {"render_id": "r-17", "output_url": "https://cdn.acme.example/r-17.mp4",
                          "webhook_url": "https://hooks.example/x", "error": null}}""";

        assertThat(run(sample, "Acme-Signature: t=1780000000,v1=" + "ab".repeat(32)))
                .isZero();

        assertThat(file())
                .contains("type: dev.mediahook.verify.HmacSignatureProcessor")
                .contains("header: Acme-Signature  # guessed")
                .contains("signatureField: v1  # guessed")
                .contains("timestampField: t  # guessed")
                .contains("signed: \"{timestamp}.{body}\"  # guessed")
                .contains("secrets: mediahook.acme.webhook-secret\n")
                .contains("eventId: $.id  # guessed")
                .contains("jobId: $.data.render_id  # guessed")
                .contains("status: $.type  # guessed")
                .contains("media: $.data.output_url  # guessed")
                .contains("completed: render.completed  # guessed")
                .contains("failed: render.failed  # guessed");
        assertThat(folder.resolve("senders/acme/sample/body")).hasContent(sample);
        assertThat(printed.toString()).contains("mediahook.acme.webhook-secret").contains(" check ");
    }

    @Test
    void knowsStandardWebhooksByTheirHeader() throws IOException {
        String sample =
                "{\"job_id\": \"j-1\", \"status\": \"failed\", \"error\": {\"code\": \"E1\", \"message\": \"no\"}}";

        assertThat(run(sample, "webhook-signature: v1,pomvH+anyBn+epxxhQ6CjRHBqdVe8DwOYMQ8+XVk3Uo="))
                .isZero();

        assertThat(file())
                .contains("type: dev.mediahook.verify.StandardWebhooksProcessor")
                .contains("errorCode: $.error.code  # guessed")
                .contains("errorMessage: $.error.message  # guessed")
                .contains("failed: failed  # guessed");
    }

    @Test
    void takesAHeaderThatIsNoSignatureForAToken() throws IOException {
        String sample =
                "{\"task\": {\"uid\": 42, \"state\": \"FINISHED\", \"files\": [{\"href\": \"https://a.example/1\"}]}}";

        assertThat(run(sample, "Authorization: Bearer a-token-of-ours")).isZero();

        assertThat(file())
                .contains("type: dev.mediahook.verify.HeaderTokenProcessor")
                .contains("header: Authorization  # guessed")
                .contains("tokens: mediahook.acme.webhook-token\n")
                .contains("jobId: $.task.uid  # guessed")
                .contains("media: $.task.files[*].href  # guessed")
                .contains("completed: FINISHED  # guessed");
    }

    @Test
    void aSenderWithoutAHeaderGetsASecretPath() throws IOException {
        assertThat(run("{\"id\": \"x\", \"status\": \"done\"}", null)).isZero();

        assertThat(file()).contains("type: dev.mediahook.verify.PathTokenProcessor");
    }

    @Test
    void aFileThatIsThereIsNeverWrittenOver() throws IOException {
        run("{\"id\": \"x\", \"status\": \"done\"}", null);
        Files.writeString(folder.resolve("routes/acme.camel.yaml"), "mine");

        assertThat(run("{\"id\": \"x\", \"status\": \"done\"}", null)).isNotZero();

        assertThat(file()).isEqualTo("mine");
        assertThat(printed.toString()).contains("is there already");
    }

    @Test
    void whatIsNoJsonIsSaidWithItsLine() throws IOException {
        assertThat(run("{\n\"id\": oops}", null)).isNotZero();

        assertThat(printed.toString()).contains("is no JSON: line 2");
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("routes/acme.camel.yaml"));
    }

    private int run(String sample, String header) throws IOException {
        Path payload = Files.writeString(folder.resolve("sample.json"), sample);
        List<String> words = new ArrayList<>(
                List.of("new-sender", "acme", "--payload", payload.toString(), "--folder", folder.toString()));
        if (header != null) {
            words.addAll(List.of("--header", header));
        }
        CommandLine line = MediahookCommand.line(
                properties -> {
                    throw new AssertionError("no gateway is started");
                },
                name -> Optional.empty(),
                Map::of,
                Clock.systemUTC());
        line.setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));
        return line.execute(words.toArray(String[]::new));
    }
}
