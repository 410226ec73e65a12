package dev.mediahook.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.RawRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Makes a cookie of the API's token, and ends it. */
final class SignIn {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SessionCookie sessions;
    private final Predicate<String> token;
    private final Runnable wrong;

    /**
     * @param token whether this is the API's token; takes as long for every wrong one
     * @param wrong counts a token that was not
     */
    SignIn(SessionCookie sessions, Predicate<String> token, Runnable wrong) {
        this.sessions = sessions;
        this.token = token;
        this.wrong = wrong;
    }

    /** {@code {"token": "…"}} begins a session. */
    ConsoleAnswer begin(RawRequest request) {
        if (!marked(request.head())) {
            return ConsoleAnswer.json(403, "{\"error\":\"the page itself signs in\"}");
        }
        if (!token.test(given(request))) {
            wrong.run();
            return ConsoleAnswer.json(401, "{\"error\":\"wrong_token\"}");
        }
        return ConsoleAnswer.json(200, "{\"session\":true}").with("Set-Cookie", sessions.begin(secure(request.head())));
    }

    /** Whether there is a session; one that is there lasts longer from here on. */
    ConsoleAnswer look(RawRequest request) {
        return sessions.opens(request.head().header("Cookie"))
                ? ConsoleAnswer.json(200, "{\"session\":true}")
                        .with("Set-Cookie", sessions.begin(secure(request.head())))
                : ConsoleAnswer.json(200, "{\"session\":false}");
    }

    ConsoleAnswer end(RawRequest request) {
        return marked(request.head())
                ? new ConsoleAnswer(204, "application/json", new byte[0], Map.of())
                        .with("Set-Cookie", sessions.end(secure(request.head())))
                : ConsoleAnswer.json(403, "{\"error\":\"the page itself signs out\"}");
    }

    private static boolean marked(RequestHead head) {
        return !head.header(SessionCookie.MARK).isEmpty();
    }

    /** A browser names the scheme that it came by; a proxy in front tells of its own. */
    private static boolean secure(RequestHead head) {
        return head.header("Origin").toLowerCase(Locale.ROOT).startsWith("https:")
                || head.header("X-Forwarded-Proto").equalsIgnoreCase("https");
    }

    private static String given(RawRequest request) {
        if (request.body() == null) {
            return "";
        }
        try {
            return JSON.readTree(request.body().bytes()).path("token").asText("");
        } catch (IOException notJson) {
            return "";
        }
    }
}
