package dev.mediahook.api;

import dev.mediahook.delivery.RawBody;
import dev.mediahook.receive.RawRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets in whoever has the API's token, and makes an {@link ApiCall} of the request. */
final class ApiDoorProcessor implements Processor {

    private final ApiToken token;
    private final WrongTokens wrong;

    ApiDoorProcessor(ApiToken token, WrongTokens wrong) {
        this.token = token;
        this.wrong = wrong;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        RawRequest request = exchange.getMessage().getMandatoryBody(RawRequest.class);
        admit(request.head().header("Authorization"));
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

    private void admit(String authorization) {
        if (token.text().isEmpty()) {
            throw new Problem(403, "Forbidden", "set mediahook.api.token to open the API");
        }
        if (!token.opens(authorization)) {
            wrong.add();
            throw new Problem(401, "Unauthorized", "send Authorization: Bearer and mediahook.api.token");
        }
    }
}
