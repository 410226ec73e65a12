package dev.mediahook.api;

import dev.mediahook.console.SessionCookie;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.RawRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets in whoever has the API's token or signed in with it at the console, and makes an {@link ApiCall} of the request. */
final class ApiDoorProcessor implements Processor {

    private final ApiToken token;
    private final SessionCookie sessions;
    private final WrongTokens wrong;
    private final boolean looks;

    /**
     * @param looks whether the call changes nothing
     */
    ApiDoorProcessor(ApiToken token, SessionCookie sessions, WrongTokens wrong, boolean looks) {
        this.looks = looks;
        this.token = token;
        this.sessions = sessions;
        this.wrong = wrong;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        RawRequest request = exchange.getMessage().getMandatoryBody(RawRequest.class);
        admit(request.head());
        RawBody body = request.body();
        if (body == null) {
            throw new Problem(
                    413,
                    "Too large",
                    "the body is larger than mediahook.api.max-body-bytes, or did not arrive in time");
        }
        String key = request.head().header("Idempotency-Key");
        exchange.getMessage()
                .setBody(new ApiCall(request.pathParameters(), request.query(), body, key.isBlank() ? null : key));
    }

    private void admit(RequestHead head) {
        if (token.text().isEmpty()) {
            throw new Problem(403, "Forbidden", "set mediahook.api.token to open the API");
        }
        if (!token.opens(head.header("Authorization")) && !bySession(head)) {
            wrong.add();
            throw new Problem(401, "Unauthorized", "send Authorization: Bearer and mediahook.api.token");
        }
    }

    /** What a page of another origin has a browser send lacks the mark, and changes nothing here. */
    private boolean bySession(RequestHead head) {
        return (looks || !head.header(SessionCookie.MARK).isEmpty()) && sessions.opens(head.header("Cookie"));
    }
}
