package dev.mediahook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command writes a sender's first route file from one sample. */
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

    /** As Stripe signs: the header has signatures of more than one scheme, and the job is inside data.object. */
    @Test
    void readsAHeaderWithSignaturesOfTwoSchemes() throws IOException {
        String sample = """
                {"id": "evt_1NxQ7f", "object": "event", "created": 1780000000, "type": "render.succeeded",
                 "data": {"object": {"id": "rnd_77", "status": "succeeded", "failure": null,
                          "outputs": [{"url": "https://cdn.example/0.mp4", "thumbnail_url": "https://cdn.example/0.jpg"}],
                          "dashboard_url": "https://app.example/renders/rnd_77"}}}""";

        assertThat(run(sample, "Acme-Signature: v0=" + "cd".repeat(20) + ", t=1780000000,v1=" + "ab".repeat(32)))
                .isZero();
        assertThat(file()).contains("algorithm: HmacSHA1  # guessed", "signatureField: v0", "timestampField: t");

        assertThat(again(sample, "Acme-Signature: t=1780000000,v1=" + "ab".repeat(32) + ",v0=" + "cd".repeat(32)))
                .isZero();
        assertThat(file())
                .contains("encoding: HEX  # guessed", "signatureField: v1", "timestampField: t")
                .contains("jobId: $.data.object.id  # guessed", "eventId: $.id  # guessed")
                .contains("media: $.data.object.outputs[*].url  # guessed")
                .contains("extras: $.data.object.outputs[*].thumbnail_url  # guessed")
                .doesNotContain("algorithm", "dashboard_url", "mediahookConfirm");
    }

    @Test
    void findsTheSignatureAmongOtherHeadersWhateverTheirOrder() throws IOException {
        String sample = "{\"id\": \"x\", \"status\": \"done\"}";

        assertThat(run(
                        sample,
                        "X-Acme-Timestamp: 1780000000",
                        "Content-Type: application/json",
                        "X-Acme-Signature: sha256=" + "ab".repeat(32)))
                .isZero();
        assertThat(file())
                .contains("header: X-Acme-Signature", "prefix: \"sha256=\"", "timestamp: X-Acme-Timestamp")
                .contains("signed: \"{timestamp}.{body}\"");

        assertThat(again(
                        sample,
                        "webhook-id: msg_1",
                        "webhook-timestamp: 1780000000",
                        "webhook-signature: v3," + "ab".repeat(32)))
                .isZero();
        assertThat(file())
                .contains("header: webhook-signature", "prefix: \"v3,\"", "timestamp: webhook-timestamp")
                .contains("id: webhook-id", "signed: \"{id}.{timestamp}.{body}\"");
    }

    @Test
    void marksWhatHasToBeFilledInIfTheMediaAreNamedByAnId() throws IOException {
        String sample = """
                {"event": "task.done", "task": {"id": "t-9", "state": "done", "file_id": "file_abc123"},
                 "account_id": "acc_1"}""";

        assertThat(run(sample, "Authorization: Bearer a-token-of-ours")).isZero();

        assertThat(file())
                .contains("jobId: $.task.id  # guessed", "media: $.task.file_id  # guessed")
                .contains("mediaUrl: \"https://fill-in.invalid/files/{media}/content\"")
                .contains("type: dev.mediahook.submit.SenderApiProcessor", "keyFetchesMedia: \"true\"  # guessed")
                .as("nothing says yet how the API reports a job")
                .doesNotContain("mediahookConfirm");
        assertThat(printed.toString()).contains("the media are named by an id: fill in mediaUrl");
    }

    @Test
    void aSenderWithoutAHeaderGetsASecretPath() throws IOException {
        assertThat(run("{\"id\": \"x\", \"status\": \"done\"}")).isZero();

        assertThat(file()).contains("type: dev.mediahook.verify.PathTokenProcessor", "ref: mediahookConfirm\n");
    }

    @Test
    void aFileThatIsThereIsNeverWrittenOver() throws IOException {
        run("{\"id\": \"x\", \"status\": \"done\"}");
        Files.writeString(folder.resolve("routes/acme.camel.yaml"), "mine");

        assertThat(run("{\"id\": \"x\", \"status\": \"done\"}")).isNotZero();

        assertThat(file()).isEqualTo("mine");
        assertThat(printed.toString()).contains("is there already");
    }

    @Test
    void whatIsNoJsonIsSaidWithItsLine() throws IOException {
        assertThat(run("{\n\"id\": oops}")).isNotZero();

        assertThat(printed.toString()).contains("is no JSON: line 2");
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("routes/acme.camel.yaml"));
    }

    private int again(String sample, String... headers) throws IOException {
        Files.delete(folder.resolve("routes/acme.camel.yaml"));
        Files.delete(folder.resolve("senders/acme/sample/body"));
        return run(sample, headers);
    }

    private int run(String sample, String... headers) throws IOException {
        Path payload = Files.writeString(folder.resolve("sample.json"), sample);
        List<String> words = new ArrayList<>(
                List.of("new-sender", "acme", "--payload", payload.toString(), "--folder", folder.toString()));
        List.of(headers).forEach(header -> words.addAll(List.of("--header", header)));
        return Commands.printingTo(printed).execute(words.toArray(String[]::new));
    }
}
