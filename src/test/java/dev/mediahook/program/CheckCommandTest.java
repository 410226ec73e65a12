package dev.mediahook.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * If a sample's signature does not verify, {@code check} names the setting with which it would, for each way to fail.
 */
class CheckCommandTest {

    private static final String SECRET = "whsec_YWNtZSdzIG93biAyNCBieXRlIHNlY3JldA==";
    private static final byte[] DECODED = Base64.getDecoder().decode(SECRET.substring(6));
    private static final String BODY = "{\"task\": {\"uid\": \"t-1\", \"state\": \"broken\"}}";

    @TempDir
    Path folder;

    private final Properties before = new Properties();
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void configure() {
        before.putAll(System.getProperties());
        System.setProperty("mediahook.data-dir", folder.resolve("data").toString());
        System.setProperty("mediahook.acme.webhook-secret", SECRET);
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                near("another reading of the key", SECRET.getBytes(UTF_8), BODY, "key=WHOLE_TEXT"),
                near("what follows whsec_", SECRET.substring(6).getBytes(UTF_8), BODY, "key=TEXT_AFTER_PREFIX"),
                near("re-serialised", DECODED, BODY.replace(" ", ""), "the body re-serialised without blanks"),
                near("a line break was cut off", DECODED, BODY + "\n", "the body with a line break at its end"),
                Arguments.of("other header", "X-Acme: v1," + base64(mac(DECODED, BODY)), "header=x-acme"),
                Arguments.of(
                        "in hex", "Acme-Signature: v1," + HexFormat.of().formatHex(mac(DECODED, BODY)), "encoding=HEX"),
                Arguments.of(
                        "without its prefix",
                        "Acme-Signature: " + base64(mac(DECODED, BODY)),
                        "another prefix or field"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void namesTheNearMiss(String what, String header, String named) throws Exception {
        assertThat(check(BODY, "--header", header)).as(what).isEqualTo(1);
        assertThat(said.toString())
                .containsPattern("FAULT proof +does not verify: .*would verify with .*\\Q" + named + "\\E")
                .containsPattern("status +\"broken\" means failed")
                .endsWith("1 fault" + System.lineSeparator())
                .doesNotContain(SECRET);
    }

    @Test
    void aSampleThatAnEditorEndedWithALineBreakIsRecognised() throws Exception {
        assertThat(check(BODY + "\n", "--header", "Acme-Signature: v1," + base64(mac(DECODED, BODY))))
                .isEqualTo(1);
        assertThat(said.toString()).contains("would verify with the body trimmed");
    }

    @Test
    void aStrangersSignatureIsNoNearMiss() throws Exception {
        assertThat(check(BODY, "--header", "Acme-Signature: v1," + base64(mac("guess".getBytes(UTF_8), BODY))))
                .isEqualTo(1);
        assertThat(said.toString()).contains("does not verify: signature_wrong").doesNotContain("would verify");
    }

    @Test
    void whatTheMappingDoesNotFindIsNamed() throws Exception {
        String other = "{\"job\": {\"uid\": \"t-1\", \"state\": \"broken\"}}";
        assertThat(check(other, "--header", "Acme-Signature: v1," + base64(mac(DECODED, other))))
                .isEqualTo(1);
        assertThat(said.toString())
                .containsPattern("FAULT payload .*jobId: nothing stands where the mapping looks for it")
                .containsPattern("ok +proof +verifies");
    }

    @Test
    void aThinSuccessNeedNameNoMedia() throws Exception {
        String thin = Files.readString(Path.of("routes/pollo.camel.yaml")).replace("pollo", "thin");
        Path file = Files.writeString(folder.resolve("thin.camel.yaml"), thin);

        check(file, "{\"taskId\": \"t-1\", \"status\": \"succeed\"}");

        assertThat(said.toString())
                .containsPattern("status +\"succeed\" means completed")
                .containsPattern("media +not looked for")
                .doesNotContainPattern("FAULT +media");
    }

    @Test
    void aFileThatIsNotThereIsAFaultOfTheCommand() {
        CommandLine line = new CommandLine(new CheckCommand(Clock.systemUTC()));
        line.setErr(new PrintWriter(said, true));
        assertThat(line.execute("routes/nobody.camel.yaml")).isEqualTo(2);
        assertThat(said.toString()).contains("there is no file routes/nobody.camel.yaml");
    }

    private int check(String body, String... more) throws Exception {
        Path file = folder.resolve("acme.camel.yaml");
        Files.copy(Path.of("src/test/resources/example/acme.camel.yaml"), file);
        return check(file, body, more);
    }

    private int check(Path file, String body, String... more) throws Exception {
        Path sample = Files.writeString(folder.resolve("sample.json"), body);
        CommandLine line = new CommandLine(new CheckCommand(Clock.systemUTC()));
        PrintWriter out = new PrintWriter(said, true);
        return line.setOut(out)
                .setErr(out)
                .execute(Stream.concat(
                                Stream.of(file.toString(), "--payload", sample.toString()), List.of(more).stream())
                        .toArray(String[]::new));
    }

    private static Arguments near(String what, byte[] key, String signed, String named) {
        return Arguments.of(what, "Acme-Signature: v1," + base64(mac(key, signed)), named);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
