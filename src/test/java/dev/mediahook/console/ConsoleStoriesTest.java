package dev.mediahook.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a user looks up later: what was tried, how an event arrived, and which target was not notified. */
class ConsoleStoriesTest {

    private static final int MOST_CLICKS = 4;
    private static final String ENTER = "\uE007";

    @TempDir
    static Path data;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path profile;

    static ConsoleRun console;
    static TestGateway gateway;
    static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        console = ConsoleRun.start(
                data,
                profile,
                Map.of(
                        "mediahook.retry.give-up-after",
                        "300ms",
                        "mediahook.notify.billing.to",
                        "http://127.0.0.1:1/away"));
        gateway = console.gateway();
        browser = console.browser();
        gateway.deliverBfl("{\"id\":\"gone-one\",\"status\":\"Ready\",\"seed\":4711,"
                + "\"result\":{\"sample\":\"http://127.0.0.1:1/a.png?sig=hush\"}}");
        gateway.awaitJob("bfl", "gone-one", "failed");
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
    void aJobTellsWhatWasTriedAndHowItCame() {
        browser.click("a.nav", "Jobs");
        browser.click("a", "gone-one");

        browser.waitFor(".line li", "Medium 0 not fetched");
        browser.waitFor(".line li", "127.0.0.1 gave no usable answer");
        browser.waitFor(".line li", "failed for good");
        browser.click("summary", "Headers as they came");
        browser.waitFor(".headers div", "x-bfl-signature");
        assertThat(browser.run("return document.querySelector('.headers').textContent")
                        .asText())
                .contains("user-agent", "hidden")
                .doesNotContain("sha256=");
        assertThat(browser.run("return document.querySelector('.line').textContent")
                        .asText())
                .doesNotContain("hush");
        assertThat(browser.clicks()).isLessThanOrEqualTo(MOST_CLICKS);
    }

    /** An unknown status word makes no job, so the event itself is shown. */
    @Test
    void anUnknownWordLeadsToItsEventAndTurnsNoTextAround() {
        gateway.deliverBfl("{\"id\":\"odd-one\",\"status\":\"brand\\u202enew\"}");
        gateway.await(
                "/api/events?job=odd-one",
                page -> page.at("/items/0/state").asText().equals("done"));

        browser.click("a.nav", "Events");
        browser.waitFor("td", "brand\uFFFDnew");
        browser.click("td a", "odd-one");
        browser.waitFor("button", "Replay");
        browser.waitFor("pre", "odd-one");
        assertThat(browser.errors()).singleElement().asString().contains("/api/jobs/bfl/odd-one", "404");
    }

    @Test
    void findsAJobByWhatStandsInItsPayload() {
        browser.type(".find input", "$.seed=4711" + ENTER);

        browser.waitFor("h2", "1 event with $.seed = 4711");
        browser.click("td a", "gone-one");
        browser.waitFor("h1", "gone-one");
        browser.type(".find input", "gone-" + ENTER);
        browser.waitFor("h1", "gone-one");
        assertThat(browser.clicks()).isLessThanOrEqualTo(MOST_CLICKS);
    }

    @Test
    void tellsWhatATargetHasNotHeardAndHoldsItBack() {
        gateway.await(
                "/api/notifications?state=dead", page -> !page.path("items").isEmpty());

        browser.click("a.nav", "Targets");
        browser.waitFor(".group", "gone-one");
        browser.click(".group .actions button", "Replay");
        browser.waitFor(".toast", "Replayed");
        assertThat(browser.clicks()).isLessThanOrEqualTo(MOST_CLICKS);

        browser.click(".group button", "Pause");
        browser.waitFor(".pill", "paused");
        assertThat(gateway.get("/api/targets").at("/items/0/paused").asBoolean())
                .isTrue();
        browser.click(".group button", "Resume");
        browser.waitFor(".group button", "Pause");
        assertThat(gateway.get("/api/targets").at("/items/0/paused").asBoolean())
                .isFalse();
    }

    @Test
    void theWallsFiltersStandInTheAddress() {
        browser.click("a.nav", "Media");
        browser.click(".segments button", "Broken");
        browser.waitFor(".tile", "gone-one");
        browser.type("select[aria-label=Time]", "Last hour");

        browser.waitFor(".tile", "gone-one");
        assertThat(browser.run("return location.search").asText()).contains("show=broken", "last=1h");
        browser.go(gateway.url("/console/media?show=broken&last=1h"));
        browser.waitFor(".tile", "gone-one");
    }
}
