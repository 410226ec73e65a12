package dev.mediahook.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The console as a first-time user uses it. */
class ConsoleTest {

    private static final int MOST_CLICKS = 4;

    @TempDir
    static Path data;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path profile;

    static ConsoleRun console;
    static TestGateway gateway;
    static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        console = ConsoleRun.start(data, profile, Map.of("mediahook.retry.give-up-after", "300ms"));
        gateway = console.gateway();
        browser = console.browser();
    }

    @AfterAll
    static void stop() {
        if (console != null) {
            console.close();
        }
    }

    @BeforeEach
    void signIn() {
        console.signIn();
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aSessionHoldsNoToken() {
        assertThat(browser.run("return document.cookie + JSON.stringify({...localStorage, ...sessionStorage})"
                                + " + document.documentElement.outerHTML")
                        .asText())
                .doesNotContain(TestGateway.TOKEN)
                .doesNotContain("mediahook_console");
        browser.go(gateway.url("/console/jobs"));
        browser.waitFor("h1", "Jobs");
    }

    @Test
    void showsWhyASendersDeliveriesAreRefused() {
        gateway.post(
                "/webhooks/bluma",
                "{\"id\":\"evt\",\"type\":\"video.queued\",\"data\":{\"id\":\"b\"}}".getBytes(StandardCharsets.UTF_8),
                "X-Bluma-Signature",
                "sha256=" + "0".repeat(64));

        browser.click("a.warning", "See why");
        browser.waitFor(".likely", "Signed with another secret");
        browser.waitFor(".next", "mediahook.bluma.webhook-secret");

        assertThat(browser.clicks()).isLessThanOrEqualTo(MOST_CLICKS);
    }

    @Test
    void replaysADeadEvent() {
        gateway.deliverBfl("{\"id\":\"dead-one\",\"status\":\"Ready\",\"result\":{\"sample\":\"ftp://x.example/a\"}}");
        JsonNode before = gateway.await(
                "/api/events?state=dead&sender=bfl", page -> !page.path("items").isEmpty());
        int attempts = before.at("/items/0/attempts").asInt();

        browser.click("a.flow", "Dead");
        browser.click(".group button", "Replay");
        if (gateway.get("/api/events?state=dead&sender=bfl").path("items").size() > 1) {
            browser.click("dialog button", "Replay");
        }
        browser.waitFor(".toast", "Replayed");

        assertThat(browser.clicks()).isLessThanOrEqualTo(MOST_CLICKS);
        gateway.await(
                "/api/jobs/bfl/dead-one",
                job -> job.at("/events/0/attempts").asInt() != attempts
                        || job.at("/events/0/state").asText().equals("dead"));
    }

    @Test
    void followsAJobLive() {
        gateway.deliverAbstrakt("{\"job_id\":\"live-one\",\"id\":\"live-one\",\"status\":\"processing\"}");
        gateway.awaitJob("abstrakt", "live-one", "running");
        browser.click("a", "live-one");
        browser.waitFor(".pill", "running");

        gateway.deliverAbstrakt("{\"job_id\":\"live-one\",\"id\":\"live-one\",\"status\":\"failed\",\"error\":\"no\"}");

        browser.waitFor(".pill", "failed");
        browser.waitFor(".line", "Became failed");
        assertThat(browser.clicks()).isLessThanOrEqualTo(MOST_CLICKS);
    }

    @Test
    void nothingSeriousKeepsAnybodyFromUsingIt() throws IOException {
        gateway.deliverBfl("{\"id\":\"axe-one\",\"status\":\"Failed\"}");
        gateway.awaitJob("bfl", "axe-one", "failed");
        try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            String axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            List<String> found = new ArrayList<>();
            for (String page : List.of(
                    "",
                    "/media",
                    "/jobs",
                    "/jobs/bfl/axe-one",
                    "/events",
                    "/events?show=dead",
                    "/drift",
                    "/cost",
                    "/targets")) {
                browser.go(gateway.url("/console" + page));
                browser.waitFor("h1", "");
                browser.run("document.getAnimations().forEach(one => one.cancel())");
                browser.run(axe);
                browser.run("return axe.run().then(result => result.violations.map(one => `${one.impact} ${one.id}"
                                + " ${one.nodes.map(node => node.target).join(' ')}`))")
                        .forEach(one -> found.add(page + " " + one.asText()));
            }
            assertThat(found)
                    .filteredOn(one -> one.contains(" serious ") || one.contains(" critical "))
                    .isEmpty();
        }
    }

    @Test
    void whatSendersWriteIsNeverMarkup() {
        HostileTexts.deliver(gateway);
        gateway.await("/api/events?state=accepted", page -> page.path("items").isEmpty());
        List<String> pages = new ArrayList<>(List.of(
                "",
                "/media?show=broken",
                "/jobs",
                "/events",
                "/events?show=dead",
                "/drift",
                "/events?path=$.id&value=hit"));
        gateway.get("/api/jobs?limit=500").path("items").forEach(job -> {
            if (job.path("jobId").asText().contains("hit")) {
                pages.add("/jobs/" + job.path("sender").asText() + "/"
                        + URLEncoder.encode(job.path("jobId").asText(), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
            }
        });
        assertThat(pages).hasSizeGreaterThan(HostileTexts.ALL.size() * 2);
        for (String page : pages) {
            browser.go(gateway.url("/console" + page));
            browser.waitFor("h1", "");
            assertThat(browser.run(HostileTexts.LOOK).asText()).as(page).isEmpty();
        }
    }
}
