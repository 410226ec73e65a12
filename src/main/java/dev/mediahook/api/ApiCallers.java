package dev.mediahook.api;

import dev.mediahook.console.SessionCookie;
import dev.mediahook.delivery.RequestHead;

/**
 * Who may do what: the bearer of a token, and who signed in with one at the console.
 *
 * @param wrong is told of those who may do nothing
 */
public record ApiCallers(ApiTokens tokens, SessionCookie sessions, WrongTokens wrong) {

    /**
     * What the caller of a request may do, who may do something.
     *
     * @throws Problem if the caller may do nothing
     */
    Access admit(RequestHead head) {
        if (!tokens.any()) {
            throw new Problem(403, "Forbidden", "set mediahook.api.token to open the API");
        }
        Access access = tokens.of(head.header("Authorization"));
        if (access == Access.NONE) {
            access = bySession(head);
        }
        if (access == Access.NONE) {
            wrong.add();
            throw new Problem(401, "Unauthorized", "send Authorization: Bearer and mediahook.api.token");
        }
        return access;
    }

    /** A request that a page of another origin makes a browser send lacks this header, and changes nothing here. */
    private Access bySession(RequestHead head) {
        boolean marked = !head.header(SessionCookie.MARK).isEmpty();
        return switch (sessions.of(head.header("Cookie"))) {
            case STEERS -> marked ? Access.STEER : Access.LOOK;
            case LOOKS -> Access.LOOK;
            case NONE -> Access.NONE;
        };
    }
}
