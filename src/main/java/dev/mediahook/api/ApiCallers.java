package dev.mediahook.api;

import dev.mediahook.console.Session;
import dev.mediahook.console.SessionCookie;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.RawRequest;
import dev.mediahook.verify.MediaLinks;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what a caller may do: the bearer of a token, a user signed in to the console, or the holder of a link.
 *
 * @param links to single media; empty if no links are given out
 * @param wrong is told of each rejected caller
 */
public record ApiCallers(ApiTokens tokens, SessionCookie sessions, Optional<MediaLinks> links, WrongTokens wrong) {

    /**
     * What the caller of a request may do.
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

    /**
     * Admits the holder of a link to a medium, for that medium only.
     *
     * @throws Problem if the link is not ours, or has expired
     */
    Access admitByLink(RawRequest request) {
        Map<String, String> path = request.pathParameters();
        MediaLinks.Found found = links.map(ours -> ours.check(
                        path.getOrDefault("sender", ""),
                        path.getOrDefault("jobId", ""),
                        path.getOrDefault("index", ""),
                        request.query().getOrDefault(MediaLinks.ENDS, ""),
                        request.query().getOrDefault(MediaLinks.SIGNATURE, "")))
                .orElse(MediaLinks.Found.FORGED);
        if (found == MediaLinks.Found.OPEN) {
            return Access.LOOK;
        }
        if (found == MediaLinks.Found.ENDED) {
            throw new Problem(410, "Gone", "the link has ended");
        }
        wrong.add();
        throw new Problem(401, "Unauthorized", "the link opens no medium");
    }

    /** A request that a page of another origin makes the browser send lacks this header, so it may change nothing. */
    private Access bySession(RequestHead head) {
        Session session = sessions.of(head.header("Cookie"));
        if (session == Session.NONE) {
            return Access.NONE;
        }
        boolean marked = !head.header(SessionCookie.MARK).isEmpty();
        return marked && session == Session.STEERS ? Access.STEER : Access.LOOK;
    }
}
