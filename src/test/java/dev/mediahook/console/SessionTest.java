package dev.mediahook.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.TestGateway;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the console, and what its cookie allows. */
class SessionTest {

    private static final String READ_TOKEN = "a-token-that-only-looks";

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(data, Map.of("mediahook.api.read-token", READ_TOKEN));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.url(path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }

    private static HttpResponse<String> signIn(String token, String... headers) {
        return call("POST", "/console/session", "{\"token\":\"" + token + "\"}", headers);
    }

    private static String cookie(String token) {
        String set = signIn(token, SessionCookie.MARK, "1")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    @Test
    void theCookieHoldsNoTokenAndNoScriptReadsIt() {
        HttpResponse<String> answer = signIn(TestGateway.TOKEN, SessionCookie.MARK, "1");

        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(set)
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Secure", TestGateway.TOKEN);
        assertThat(signIn(TestGateway.TOKEN, SessionCookie.MARK, "1", "X-Forwarded-Proto", "https")
                        .headers()
                        .firstValue("Set-Cookie"))
                .get()
                .asString()
                .contains("; Secure");
    }

    /** A browser sends no Origin when it asks whether there is a session, and not every proxy names the scheme. */
    @Test
    void aSessionThatBeganByTlsIsRenewedForTlsAlone() {
        String begun = signIn(TestGateway.TOKEN, SessionCookie.MARK, "1", "Origin", "https://hooks.example")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(renewed(begun.substring(0, begun.indexOf(';')))).contains("; Secure");
        assertThat(renewed(cookie(TestGateway.TOKEN))).doesNotContain("Secure");
    }

    private static String renewed(String cookie) {
        return call("GET", "/console/session", "", "Cookie", cookie)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
    }

    @Test
    void aWrongTokenAndAnotherPageSignNobodyIn() {
        assertThat(signIn("wrong", SessionCookie.MARK, "1").statusCode()).isEqualTo(401);
        assertThat(signIn("", SessionCookie.MARK, "1").statusCode()).isEqualTo(401);
        HttpResponse<String> unmarked = signIn(TestGateway.TOKEN);
        assertThat(unmarked.statusCode()).isEqualTo(403);
        assertThat(unmarked.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(call("POST", "/console/session", "no json", SessionCookie.MARK, "1")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theRightTokenSignsInWhileWrongOnesAreSlowedDown() {
        HttpRequest wrong = HttpRequest.newBuilder(gateway.url("/api/jobs"))
                .header("Authorization", "Bearer wrong")
                .build();
        HttpClient guesser = HttpClient.newHttpClient();
        var guesses = Stream.generate(() -> guesser.sendAsync(wrong, BodyHandlers.discarding()))
                .limit(20)
                .toList();
        guesses.get(0).join();
        assertThat(signIn(TestGateway.TOKEN, SessionCookie.MARK, "1").statusCode())
                .isEqualTo(200);
        assertThat(guesses)
                .allSatisfy(guess -> assertThat(guess.join().statusCode()).isEqualTo(401));
    }

    @Test
    void theCookieLooksByItselfAndSteersOnlyWithTheMark() {
        String cookie = cookie(TestGateway.TOKEN);

        assertThat(call("GET", "/api/jobs", "", "Cookie", cookie).statusCode()).isEqualTo(200);
        String replay = "/api/events/replay?state=dead";
        assertThat(call("POST", replay, "", "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(call("POST", replay, "", "Cookie", cookie, SessionCookie.MARK, "1")
                        .statusCode())
                .isEqualTo(202);
        assertThat(call("GET", "/api/jobs", "", "Cookie", cookie + "0").statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoSignsInWithTheTokenThatLooksNeverSteers() {
        String cookie = cookie(READ_TOKEN);

        assertThat(call("GET", "/api/jobs", "", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(call("POST", "/api/events/replay?state=dead", "", "Cookie", cookie, SessionCookie.MARK, "1")
                        .statusCode())
                .isEqualTo(403);
        assertThat(call("GET", "/console/session", "", "Cookie", cookie).body()).contains("\"steers\":false");
    }

    @Test
    void aSessionEndsInTimeAndWithTheToken() {
        SettableClock clock = new SettableClock();
        SessionCookie sessions = new SessionCookie(Optional.of("one"), Optional.of("look"), clock);
        String set = sessions.begin(Session.STEERS, true);
        String cookie = "other=1; " + set.substring(0, set.indexOf(';'));

        assertThat(sessions.of(cookie)).isEqualTo(Session.STEERS);
        assertThat(new SessionCookie(Optional.of("two"), Optional.of("look"), clock).of(cookie))
                .isEqualTo(Session.NONE);
        assertThat(new SessionCookie(Optional.empty(), Optional.of("one"), clock).of(cookie))
                .isEqualTo(Session.LOOKS);
        clock.pass(SessionCookie.LIFE.minusSeconds(1));
        assertThat(sessions.of(cookie)).isEqualTo(Session.STEERS);
        clock.pass(Duration.ofSeconds(2));
        assertThat(sessions.of(cookie)).isEqualTo(Session.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mediahook_console", "mediahook_console=", "mediahook_console=.", "mediahook_console=9.9.9"})
    void oddCookiesOpenNothing(String cookie) {
        assertThat(new SessionCookie(Optional.of("one"), Optional.empty(), new SettableClock()).of(cookie))
                .isEqualTo(Session.NONE);
    }

    @Test
    void servesItsFilesAloneAndEachOnce() {
        HttpResponse<String> page = call("GET", "/console", "");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http");
        assertThat(page.body()).doesNotContain("style=", "onclick", "<style");
        HttpResponse<String> script = call("GET", "/console/app.js", "");
        String etag = script.headers().firstValue("ETag").orElseThrow();
        assertThat(script.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(call("GET", "/console/app.js", "", "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        for (String none :
                new String[] {"/console/none.js", "/console/..%2fapplication.properties", "/console/inter.LICENSE.txt"
                }) {
            assertThat(call("GET", none, "").statusCode()).as(none).isEqualTo(404);
        }
    }
}
