package dev.mediahook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code new-sender} says about the name that it is given and about the next step. */
class NewSenderHintsTest {

    @TempDir
    private Path folder;

    private final StringWriter printed = new StringWriter();

    @Test
    void theNextCommandNamesThePathIfTheTokenIsInIt() throws IOException {
        assertThat(run("acme")).isZero();

        assertThat(printed.toString()).contains(" check ").contains(" --path /webhooks/acme/THE-TOKEN");
    }

    @Test
    void theMediaAreToBeFilledInIfTheSampleNamesNone() throws IOException {
        run("acme");

        assertThat(folder.resolve("routes/acme.camel.yaml")).content().contains("media: $.fill-in");
    }

    /** A file of that name in routes/ would replace the one that comes with Mediahook. */
    @Test
    void theNameOfAShippedFileIsRefused() throws IOException {
        assertThat(run("media")).isEqualTo(2);

        assertThat(folder.resolve("routes")).doesNotExist();
        assertThat(printed.toString()).contains("comes with Mediahook", "extract-routes");
    }

    private int run(String name) throws IOException {
        Path payload = Files.writeString(folder.resolve("sample.json"), "{\"id\": \"x\", \"status\": \"done\"}");
        return Commands.printingTo(printed)
                .execute("new-sender", name, "--payload", payload.toString(), "--folder", folder.toString());
    }
}
