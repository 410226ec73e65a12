package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.MediahookConfiguration;
import dev.mediahook.config.KnownProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At its start, Camel Main logs the properties that it has looked up. It must not show the values of secrets. */
class SecretsInTheLogTest {

    private static final String VALUE = "0123456789abcdef0123456789abcdefNobodyElses1";

    private static final List<String> SECRETS = List.of(
            "mediahook.bfl.webhook-secret",
            "mediahook.krea.webhook-token",
            "mediahook.krea.api-key",
            "mediahook.server-key",
            "mediahook.api.token",
            "mediahook.api.read-token",
            "mediahook.notify.secret",
            "mediahook.database.password",
            "mediahook.acme.signing-secret",
            "mediahook.acme.signingSecret",
            "mediahook.acme.old-password");

    @TempDir
    Path folder;

    @Test
    void eachIsHiddenAndWhatTheHostHidesAndShowsStaysSo() throws Exception {
        StringBuilder given = new StringBuilder();
        SECRETS.forEach(name -> given.append(name).append('=').append(VALUE).append('\n'));
        given.append("camel.main.additionalSensitiveKeywords=colourofmoney\nacme.colour-of-money=green\n");
        given.append("acme.greeting=hello\nmediahook.bluma.poll-for=3h\n");

        Configurator.setLevel(BaseMainSupport.class, Level.INFO);
        try (LogLines lines = LogLines.of(BaseMainSupport.class)) {
            Main main = main(file(given.toString()));
            System.setProperty("mediahook.abstrakt.webhook-secret", VALUE);
            try {
                main.start();
            } finally {
                System.clearProperty("mediahook.abstrakt.webhook-secret");
                main.stop();
            }

            assertThat(lines.all()).noneMatch(line -> line.contains(VALUE));
            SECRETS.forEach(name -> assertThat(lines.all()).anyMatch(line -> line.endsWith(name + " = xxxxxx")));
            assertThat(lines.all())
                    .anyMatch(line -> line.endsWith("mediahook.abstrakt.webhook-secret = xxxxxx"))
                    .anyMatch(line -> line.endsWith("acme.colour-of-money = xxxxxx"))
                    .anyMatch(line -> line.endsWith("acme.greeting = hello"))
                    .anyMatch(line -> line.endsWith("mediahook.bluma.poll-for = 3h"));
        } finally {
            Configurator.setLevel(BaseMainSupport.class, (Level) null);
        }
    }

    /**
     * Runs in a process of its own, since a process gets its environment when it starts. Secrets whose names a team has
     * chosen itself are known only from files and -D.
     */
    @Test
    void thoseOfTheEnvironmentAreHiddenToo() throws Exception {
        Path said = folder.resolve("said.txt");
        ProcessBuilder host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlog4j2.configurationFile=" + logging(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SecretsInTheLogTest.class.getName(),
                        file("").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        SECRETS.stream().filter(name -> !name.startsWith("mediahook.acme.")).forEach(name -> host.environment()
                .put(KnownProperties.variable(name), VALUE));
        Process running = host.start();
        try {
            assertThat(running.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            running.destroyForcibly();
        }

        assertThat(Files.readString(said))
                .contains("mediahook.bfl.webhook-secret = xxxxxx", "mediahook.server-key = xxxxxx")
                .doesNotContain(VALUE);
    }

    /**
     * @param arguments the path of the properties file
     */
    public static void main(String[] arguments) throws Exception {
        Main main = main(Path.of(arguments[0]));
        main.start();
        main.stop();
        System.exit(0);
    }

    private static Main main(Path properties) {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("file:" + properties);
        main.configure().addConfiguration(MediahookConfiguration.class);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                SECRETS.forEach(name -> from("direct:" + name).setHeader("X", constant("{{" + name + ":}}")));
                from("direct:own").log("{{acme.greeting:}} {{acme.colour-of-money:}} {{mediahook.bluma.poll-for:}}");
            }
        });
        return main;
    }

    private Path logging() throws IOException {
        return Files.writeString(
                folder.resolve("log4j2.properties"),
                "rootLogger=INFO, all\nappender.all.type=Console\nappender.all.name=all\n");
    }

    private Path file(String properties) throws IOException {
        return Files.writeString(
                folder.resolve("acme.properties"),
                properties + "camel.server.enabled=true\ncamel.server.port=0\nmediahook.data-dir="
                        + folder.resolve("data").toString().replace('\\', '/') + "\n");
    }
}
