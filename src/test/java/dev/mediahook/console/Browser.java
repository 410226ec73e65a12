package dev.mediahook.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Chromium, driven over the WebDriver protocol. Counts the clicks that a person would make. */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/local/bin", "/snap/bin", "/usr/lib/chromium");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900");

    private final Process driver;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private String session = "";
    private int clicks;

    private Browser(Process driver, int port) {
        this.driver = driver;
        this.base = "http://127.0.0.1:" + port;
    }

    /**
     * Starts a browser with a profile of its own; empty if none is installed.
     *
     * @param port the driver's port
     */
    static Optional<Browser> start(Path profile, int port) throws IOException {
        Optional<Path> chromium = found("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = found("chromedriver", "chromium-driver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(driver.get().toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Browser browser = new Browser(process, port);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> browser.call("GET", "/status", null).path("ready").asBoolean());
        browser.open(chromium.get(), profile);
        return Optional.of(browser);
    }

    private static Optional<Path> found(String... names) {
        return Stream.of(names)
                .flatMap(name -> FOLDERS.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void open(Path chromium, Path profile) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("--user-data-dir=" + profile);
        Map<String, Object> options = Map.of("binary", chromium.toString(), "args", flags);
        Map<String, Object> wanted =
                Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"));
        session = "/session/"
                + call("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", wanted)))
                        .path("sessionId")
                        .asText();
    }

    void go(URI address) {
        call("POST", session + "/url", Map.of("url", address.toString()));
    }

    void forgetCookies() {
        call("POST", session + "/goog/cdp/execute", Map.of("cmd", "Network.clearBrowserCookies", "params", Map.of()));
    }

    /** What a script returns when it runs in the page. */
    JsonNode run(String script, Object... arguments) {
        return call("POST", session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    /** Waits for the first visible element that matches the selector and has the words in its text or label. */
    String waitFor(String selector, String words) {
        return Awaitility.await(selector + " with " + words)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(selector, words), element -> !element.isEmpty());
    }

    private String find(String selector, String words) {
        return run(
                        "return [...document.querySelectorAll(arguments[0])].find(one => one.checkVisibility() &&"
                                + " `${one.textContent} ${one.getAttribute('aria-label') ?? ''}`.includes(arguments[1]))"
                                + " ?? null",
                        selector,
                        words)
                .path("element-6066-11e4-a52e-4f735466cecf")
                .asText("");
    }

    /** Clicks as a person would, and counts the click. */
    void click(String selector, String words) {
        String element = waitFor(selector, words);
        clicks++;
        call("POST", session + "/element/" + element + "/click", Map.of());
    }

    void type(String selector, String text) {
        call("POST", session + "/element/" + waitFor(selector, "") + "/value", Map.of("text", text));
    }

    /** The number of clicks since the last call. */
    int clicks() {
        int counted = clicks;
        clicks = 0;
        return counted;
    }

    /** All errors in the page's log. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        call("POST", session + "/se/log", Map.of("type", "browser")).forEach(line -> {
            if (line.path("level").asText().equals("SEVERE")) {
                errors.add(line.path("message").asText());
            }
        });
        return errors;
    }

    private JsonNode call(String method, String path, @Nullable Object body) {
        try {
            HttpRequest.BodyPublisher bytes = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(Duration.ofSeconds(30))
                    .method(method, bytes)
                    .build();
            JsonNode answer = JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (answer.path("value").hasNonNull("error")) {
                throw new AssertionError(
                        method + " " + path + ": " + answer.at("/value/message").asText());
            }
            return answer.path("value");
        } catch (IOException away) {
            throw new IllegalStateException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        if (!session.isEmpty()) {
            call("DELETE", session, null);
        }
        driver.destroy();
    }
}
