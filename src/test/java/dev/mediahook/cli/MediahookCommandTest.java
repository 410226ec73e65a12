package dev.mediahook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MediahookCommandTest {

    private final FakeGateway gateway = new FakeGateway();
    private final StringWriter said = new StringWriter();
    private final Map<String, String> configured = new HashMap<>();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void sendsASignedDelivery() {
        assertThat(run("send", "bfl", "--status", "Error", "--to", gateway.url() + "/webhooks/bfl"))
                .isZero();
        assertThat(said.toString()).contains("200 {\"status\":\"received\"}");
        assertThat(gateway.paths).containsExactly("/webhooks/bfl");
    }

    @Test
    void repeatsADeliveryToTheByte() {
        assertThat(run("send", "krea", "--media", "https://a.example/a.png", "--repeat", "2", "--to", url()))
                .isZero();
        assertThat(gateway.paths).containsOnly("/webhooks/krea/demo-krea-token").hasSize(2);
        assertThat(said.toString()).contains("already_processed");
    }

    @Test
    void provesADeliveryWithTheFirstOfSeveralTokens() {
        configured.put("mediahook.krea.webhook-token", "new-token, old-token");

        run("send", "krea", "--media", "https://a.example/a.png", "--to", url());

        assertThat(gateway.paths).containsExactly("/webhooks/krea/new-token");
    }

    @Test
    void takesARefusalOfAForgedDeliveryForSuccess() {
        assertThat(run("send", "bfl", "--forge", "--to", url())).isZero();
        assertThat(said.toString()).startsWith("401");
        assertThat(run("send", "bfl", "--secret", "wrong", "--status", "Error", "--to", url()))
                .isEqualTo(1);
    }

    @Test
    void takesForDeliveredWhatTheSenderTakesForIt() {
        assertThat(run("send", "pixverse", "--media", "https://a.example/a.mp4", "--to", url()))
                .isEqualTo(1);
        assertThat(said.toString()).contains("pixverse wants 200 with the body ok, and would send this again");
    }

    @Test
    void sendsAFileAsItIs(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("body.json"), "{ \"id\" : 1 }\n");
        assertThat(run("send", "bfl", "--file", file.toString(), "--to", url())).isZero();
        assertThat(gateway.bodies).containsExactly("{ \"id\" : 1 }\n");
    }

    @Test
    void printsTheCurlThatWouldDoIt() {
        assertThat(run("send", "bfl", "--print", "--to", url())).isZero();
        assertThat(said.toString()).startsWith("curl -i -X POST '").contains("-H 'X-BFL-Signature: sha256=");
        assertThat(gateway.paths).isEmpty();
    }

    @Test
    void saysWhatToDoWhenTheCommandIsWrong() {
        assertThat(run("send", "nobody")).isEqualTo(2);
        assertThat(said.toString()).contains("there is no sender 'nobody'; there are [bfl, bluma");
        assertThat(run("send", "bfl", "--status", "Done")).isEqualTo(2);
        assertThat(said.toString()).contains("bfl has no status 'Done'; it has [Ready, Error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void listsEachCommandOnOneLine(String help) {
        assertThat(run(help)).isZero();
        assertThat(said.toString()
                        .lines()
                        .dropWhile(line -> !line.equals("Commands:"))
                        .skip(1)
                        .takeWhile(line -> !line.isBlank()))
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).matches("  [a-z-]+ +[A-Z].*\\."));
    }

    @Test
    void helpWithACommandShowsHowThatIsUsed() {
        assertThat(run("help", "send")).isZero();
        assertThat(said.toString()).contains("Usage: java -jar mediahook.jar send");
    }

    @ParameterizedTest
    @CsvSource({
        "sned, there is no command 'sned'; did you mean send?",
        "DEMO, there is no command 'DEMO'; did you mean demo?",
        "newsender, there is no command 'newsender'; did you mean new-sender?",
        "xyzzy, there is no command 'xyzzy'"
    })
    void namesTheNearestCommandOnOneLine(String wrong, String words) {
        assertThat(run(wrong)).isEqualTo(2);
        assertThat(said.toString())
                .startsWith(words)
                .contains("java -jar mediahook.jar help")
                .hasLineCount(1);
    }

    @Test
    void demoDeliversEverythingAndNamesEachDeviation() {
        assertThat(run("demo", "--once", "--wait", "1ms")).isEqualTo(1);
        assertThat(said.toString())
                .contains("200 {\"status\":\"already_processed\"}")
                .contains("401 {\"error\":\"invalid_signature\"}")
                .contains("instead of completed")
                .contains("higgsfield: /api/rejections does not name the forged delivery")
                .doesNotContain("instead of 200", "instead of 401");
        assertThat(gateway.properties)
                .containsEntry("mediahook.bluma.webhook-secret", "whsec_demo-bluma-secret")
                .containsEntry("mediahook.media.allow-addresses", "127.0.0.0/8");
    }

    private String url() {
        return gateway.url().toString();
    }

    private int run(String... arguments) {
        CommandLine line = MediahookCommand.line(
                gateway, name -> Optional.ofNullable(configured.get(name)), Map::of, Clock.systemUTC());
        PrintWriter out = new PrintWriter(said, true);
        line.setOut(out).setErr(out);
        List<String> all = new ArrayList<>(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }
}
