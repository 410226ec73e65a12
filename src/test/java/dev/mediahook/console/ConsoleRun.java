package dev.mediahook.console;

import dev.mediahook.FreePort;
import dev.mediahook.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** A running program, and a browser that shows its console. */
record ConsoleRun(TestGateway gateway, Browser browser) implements AutoCloseable {

    /** Skips the calling test if no browser is installed. */
    static ConsoleRun start(Path data, Path profile, Map<String, String> properties) throws IOException {
        Browser started = Browser.start(profile, FreePort.any()).orElse(null);
        if (started == null) {
            System.err.println("The console is not tried: chromium and chromedriver are not installed"
                    + " (apt-get install chromium chromium-driver)");
        }
        Assumptions.assumeTrue(started != null, "chromium and chromedriver are not installed");
        return new ConsoleRun(TestGateway.start(data, properties), Objects.requireNonNull(started));
    }

    /** Signs in anew and starts counting clicks. */
    void signIn() {
        // This page makes no requests while the session ends.
        browser.go(URI.create("about:blank"));
        browser.forgetCookies();
        browser.go(gateway.url("/console"));
        browser.type("input[type=password]", TestGateway.TOKEN);
        browser.click("button", "Sign in");
        browser.waitFor("h1", "Now");
        browser.clicks();
    }

    @Override
    public void close() {
        browser.close();
        gateway.close();
    }
}
