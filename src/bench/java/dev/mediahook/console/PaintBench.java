package dev.mediahook.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/** Measures when the console's pages show their content in a real browser. */
public final class PaintBench {

    private static final int TIMES = 5;

    /** By page, the elements that are there once the page shows something useful. */
    private static final Map<String, String> MEANT = Map.of(
            "", "h1",
            "/jobs", "#main tbody tr",
            "/media", "#main img",
            "/events", "#main article, #main tbody tr, #main details, #main li",
            "/targets", "#main h1",
            "/drift", "#main h1",
            "/cost", "#main h1");

    /**
     * Measures the first frame that shows these elements, and the largest paint up to a moment later; both since the
     * navigation.
     */
    private static final String PAINTED = """
            const meant = arguments[0];
            return new Promise(done => {
              const frame = () => {
                const there = [...document.querySelectorAll(meant)].some(one => one.checkVisibility());
                if (!there) return requestAnimationFrame(frame);
                const shown = performance.now();
                new PerformanceObserver(list => {
                  const all = list.getEntries();
                  done({ shown, largest: all[all.length - 1].startTime });
                }).observe({ type: 'largest-contentful-paint', buffered: true });
                setTimeout(() => done({ shown, largest: -1 }), 2000);
              };
              frame();
            });
            """;

    private PaintBench() {}

    /**
     * Opens each page several times and prints how long it took to show.
     *
     * @param job the path of a job's page below {@code /console}
     * @param processorTime the processor time that the program has used so far
     */
    public static void run(URI program, String token, String job, Supplier<Duration> processorTime)
            throws IOException, InterruptedException {
        try (Browser browser = Browser.start(Files.createTempDirectory("mediahook-bench"), freePort())
                .orElseThrow(() -> new IOException("chromium and chromedriver are not installed"))) {
            browser.go(program.resolve("/console"));
            browser.type("input[type=password]", token);
            browser.click("button", "Sign in");
            browser.waitFor("h1", "Now");
            for (String page : new String[] {"", "/media", "/jobs", job, "/events", "/targets", "/drift", "/cost"}) {
                time(browser, program, page);
            }
            browser.go(program.resolve("/console"));
            Thread.sleep(5_000);
            Duration before = processorTime.get();
            Thread.sleep(60_000);
            Duration open = processorTime.get().minus(before);
            browser.go(URI.create("about:blank"));
            Thread.sleep(5_000);
            before = processorTime.get();
            Thread.sleep(60_000);
            Duration alone = processorTime.get().minus(before);
            System.out.printf(
                    "of a core in a minute: %.2f %% while Now is open, %.2f %% while nobody looks%n",
                    open.toMillis() / 600.0, alone.toMillis() / 600.0);
        }
    }

    private static void time(Browser browser, URI program, String page) {
        double[] shown = new double[TIMES];
        double[] largest = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            browser.go(program.resolve("/console" + page));
            JsonNode painted = browser.run(PAINTED, MEANT.getOrDefault(page, "#main figure, #main dl"));
            shown[i] = painted.path("shown").asDouble();
            largest[i] = painted.path("largest").asDouble();
        }
        Arrays.sort(shown);
        Arrays.sort(largest);
        System.out.printf(
                "%-28s shown p50 %5.0f ms, slowest of %d %5.0f ms   largest paint p50 %5.0f ms%n",
                "/console" + page, shown[TIMES / 2], TIMES, shown[TIMES - 1], largest[TIMES / 2]);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
