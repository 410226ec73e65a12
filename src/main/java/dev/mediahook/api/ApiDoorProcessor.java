package dev.mediahook.api;

import dev.mediahook.receive.RawBody;
import dev.mediahook.receive.RawRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets in whoever has the API's token, and makes an {@link ApiCall} of the request. */
final class ApiDoorProcessor implements Processor {

    private static final String SCHEME = "Bearer ";

    private final Optional<String> token;

    /**
     * @param token empty: nobody is let in
     */
    ApiDoorProcessor(Optional<String> token) {
        this.token = token;
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
                    "the body is larger than mediahook.webhook.max-body-bytes, or did not arrive in time");
        }
        String key = request.head().header("Idempotency-Key");
        exchange.getMessage()
                .setBody(new ApiCall(request.pathParameters(), request.query(), body, key.isBlank() ? null : key));
    }

    private void admit(String authorization) {
        if (token.isEmpty()) {
            throw new Problem(403, "Forbidden", "set mediahook.api.token to open the API");
        }
        boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!bearer || !MessageDigest.isEqual(bytes(token.get()), bytes(authorization.substring(SCHEME.length())))) {
            throw new Problem(401, "Unauthorized", "send Authorization: Bearer and mediahook.api.token");
        }
    }

    private static byte[] bytes(String text) {
        return text.strip().getBytes(StandardCharsets.UTF_8);
    }
}
