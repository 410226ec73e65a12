package dev.mediahook.api;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Lets in whoever has the API's token, and makes an {@link ApiCall} of the request. */
final class ApiDoorProcessor implements Processor {

    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> expected;

    /**
     * @param token empty: nobody is let in
     */
    ApiDoorProcessor(Optional<String> token) {
        this.expected = token.map(value -> value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void process(Exchange exchange) {
        HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
        admit(request.getHeader("Authorization"));
        Map<String, String> path = new HashMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (value instanceof String text) {
                path.put(name, text);
            }
        });
        Map<String, String> query = new HashMap<>();
        request.params().forEach(parameter -> query.putIfAbsent(parameter.getKey(), parameter.getValue()));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(new ApiCall(path, query));
    }

    private void admit(String authorization) {
        if (expected.isEmpty()) {
            throw new Problem(403, "Forbidden", "set mediahook.api.token to open the API");
        }
        boolean admitted = authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        expected.get(),
                        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
        if (!admitted) {
            throw new Problem(401, "Unauthorized", "send Authorization: Bearer and mediahook.api.token");
        }
    }
}
