package dev.mediahook.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of each walkthrough in the guide, as written there, until the job is completed and its medium is
 * stored.
 */
class AddingASenderIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```sh\\n(.*?)^ *```$");
    private static final Pattern EXPORT = Pattern.compile("(?m)^ *export (\\w+)=(\\S+)$");
    private static final String GATEWAY = "java -jar mediahook.jar &";

    @TempDir
    Path folder;

    @Test
    void aTimeAndASignatureInOneHeader() throws Exception {
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC())) {
            JsonNode job = walked(
                    "A time and a signature in one header",
                    "acme/r-17",
                    Map.of(
                            "https://cdn.acme.example/r-17.mp4",
                            host.medium(MediaKind.MP4, "r-17").toString()));

            assertThat(job.at("/events/0/key").asText()).isEqualTo("evt_1");
        }
    }

    @Test
    void standardWebhooks() throws Exception {
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC())) {
            walked(
                    "Standard Webhooks",
                    "pixel/gen-5",
                    Map.of(
                            "https://cdn.pixel.example/5.mp4",
                            host.medium(MediaKind.MP4, "5").toString()));
        }
    }

    @Test
    void aTokenInAHeaderAndMediaByAnId() throws Exception {
        byte[] medium;
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC())) {
            medium = host.bytes(MediaKind.PNG, "file_7");
        }
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/v1/files/file_7/content", exchange -> {
            boolean ours = "Bearer the-key-of-vaults-api"
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            exchange.sendResponseHeaders(ours ? 200 : 403, ours ? medium.length : -1);
            if (ours) {
                exchange.getResponseBody().write(medium);
            }
            exchange.close();
        });
        api.start();
        try {
            walked(
                    "A token in a header, and media that are named by an id",
                    "vault/t-9",
                    Map.of(
                            "https://api.vault.example",
                            "http://127.0.0.1:" + api.getAddress().getPort()));
            assertThat(folder.resolve("data/media/vault/t-9/0.png")).hasBinaryContent(medium);
        } finally {
            api.stop(0);
        }
    }

    /** Runs one walkthrough to its end, and returns the job. */
    private JsonNode walked(String title, String job, Map<String, String> reachable) throws Exception {
        String commands = commands(title);
        for (Map.Entry<String, String> address : reachable.entrySet()) {
            assertThat(commands).contains(address.getKey());
            commands = commands.replace(address.getKey(), address.getValue());
        }
        int started = commands.indexOf(GATEWAY);
        String before = commands.substring(0, started);
        assertThat(run(before)).contains("wrote ", "verifies", "nothing is wrong");
        PackagedGateway fresh = PackagedGateway.bare(folder)
                .jvm(
                        "-XX:TieredStopAtLevel=1",
                        "-Dmediahook.media.allow-http=true",
                        "-Dmediahook.media.allow-addresses=127.0.0.0/8");
        EXPORT.matcher(before).results().forEach(export -> fresh.environment(export.group(1), export.group(2)));
        fresh.environment("MEDIAHOOK_API_TOKEN", PackagedGateway.TOKEN);
        try (PackagedGateway gateway = fresh.start()) {
            // The second shell needs the first one's variables. The route file and the sample exist already.
            String variables = before.lines()
                    .filter(line -> line.strip().matches("(export )?[A-Z_]+=.*"))
                    .collect(Collectors.joining("\n"));
            String said = run(variables + "\n"
                    + commands.substring(started + GATEWAY.length())
                            .replace("http://localhost:8080", gateway.url().toString())
                            .replaceAll("(?m)( send \\w+)$", "$1 --to " + gateway.url())
                            .replace("$MEDIAHOOK_API_TOKEN", PackagedGateway.TOKEN));
            assertThat(said).contains("{\"status\":\"received\"}", "200 {\"status\":\"already_processed\"}");
            return gateway.client().awaitJob(job.split("/")[0], job.split("/")[1], "completed");
        }
    }

    private static String commands(String title) throws IOException {
        String guide = Files.readString(Path.of("docs/adding-a-sender.md"));
        int from = guide.indexOf("\n### " + title + "\n");
        assertThat(from).as(title).isPositive();
        String part = guide.substring(from, guide.indexOf("\n##", from + 5));
        return BLOCK.matcher(part).results().map(AddingASenderIT::block).collect(Collectors.joining("\n"));
    }

    private static String block(MatchResult block) {
        return block.group(1).lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private String run(String script) throws IOException, InterruptedException {
        Path jar = Path.of(System.getProperty("mediahook.jar")).toAbsolutePath();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path output = folder.resolve("said.txt");
        Process bash = new ProcessBuilder(
                        "bash",
                        "-e",
                        "-c",
                        script.replace("java -jar mediahook.jar", java + " -XX:TieredStopAtLevel=1 -jar " + jar))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = bash.waitFor(180, TimeUnit.SECONDS);
        String said = Files.readString(output, UTF_8);
        assertThat(ended && bash.exitValue() == 0).as(said).isTrue();
        return said;
    }
}
