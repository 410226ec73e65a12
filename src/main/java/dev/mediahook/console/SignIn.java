package dev.mediahook.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.RawRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Exchanges the API's token for a cookie, and ends the session. */
final class SignIn {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SessionCookie sessions;
    private final Function<String, Session> token;
    private final Runnable wrong;

    /**
     * @param token returns the rights of a token; takes equally long for every wrong token
     * @param wrong called for each wrong token
     */
    SignIn(SessionCookie sessions, Function<String, Session> token, Runnable wrong) {
        this.sessions = sessions;
        this.token = token;
        this.wrong = wrong;
    }

    /** {@code {"token": "…"}} starts a session. */
    ConsoleAnswer begin(RawRequest request) {
        if (!marked(request.head())) {
            return ConsoleAnswer.json(403, "{\"error\":\"the page itself signs in\"}");
        }
        Session session = token.apply(given(request));
        if (session == Session.NONE) {
            wrong.run();
            return ConsoleAnswer.json(401, "{\"error\":\"wrong_token\"}");
        }
        return begun(session, secure(request.head()));
    }

    private ConsoleAnswer begun(Session session, boolean secure) {
        return ConsoleAnswer.json(200, "{\"session\":true,\"steers\":" + (session == Session.STEERS) + "}")
                .with("Set-Cookie", sessions.begin(session, secure));
    }

    /** Returns the session's rights, and extends a valid session. */
    ConsoleAnswer look(RawRequest request) {
        String cookies = request.head().header("Cookie");
        Session session = sessions.of(cookies);
        return session == Session.NONE
                ? ConsoleAnswer.json(200, "{\"session\":false}")
                : begun(session, secure(request.head()) || sessions.beganByTls(cookies));
    }

    ConsoleAnswer end(RawRequest request) {
        return marked(request.head())
                ? new ConsoleAnswer(204, "application/json", ConsoleAnswer.EMPTY, Map.of())
                        .with("Set-Cookie", sessions.end(secure(request.head())))
                : ConsoleAnswer.json(403, "{\"error\":\"the page itself signs out\"}");
    }

    private static boolean marked(RequestHead head) {
        return !head.header(SessionCookie.MARK).isEmpty();
    }

    /** The browser names the scheme that it uses in Origin; a proxy in front names the scheme in X-Forwarded-Proto. */
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
