package dev.mediahook.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.submit.SenderCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Calls a sender's webhook management, and reads its answers. */
final class WebhookCalls {

    /**
     * A webhook as the sender lists it.
     *
     * @param active false if the sender has switched the webhook off
     */
    record Listed(String id, String url, boolean active) {}

    /** A webhook that was just made; the sender shows its secret only this once. */
    record Made(String id, String secret) {}

    private final AccountWebhook webhook;
    private final String sender;
    private final Function<SenderCall, JsonNode> api;

    /**
     * @param api makes a call and answers its JSON, or throws a {@link dev.mediahook.submit.SenderApiException}
     */
    WebhookCalls(String sender, AccountWebhook webhook, Function<SenderCall, JsonNode> api) {
        this.sender = sender;
        this.webhook = webhook;
        this.api = api;
    }

    /**
     * All webhooks of the account. The documentation does not say how the list is wrapped, so a bare list and any
     * wrapping are accepted.
     */
    List<Listed> list() {
        List<Listed> listed = new ArrayList<>();
        for (JsonNode one : rows(api.apply(new SenderCall(sender, "GET", webhook.path(), null)))) {
            listed.add(new Listed(
                    one.path("id").asText(),
                    one.path("url").asText(),
                    one.path("is_active").asBoolean(true)));
        }
        return listed;
    }

    Made make(String url) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("url", url);
        webhook.events().forEach(body.putArray("events")::add);
        JsonNode made = api.apply(new SenderCall(sender, "POST", webhook.path(), body));
        if (made.path("id").asText().isEmpty() || made.path("secret").asText().isEmpty()) {
            throw new IllegalStateException("the sender made a webhook but showed no id or no secret for it");
        }
        return new Made(made.path("id").asText(), made.path("secret").asText());
    }

    void end(String id) {
        var unused = api.apply(new SenderCall(sender, "DELETE", webhook.path() + "/" + encoded(id), null));
    }

    /** How the last deliveries went, newest first, as the sender reports them. */
    List<JsonNode> deliveries(String id) {
        List<JsonNode> deliveries = new ArrayList<>();
        rows(api.apply(new SenderCall(sender, "GET", webhook.path() + "/" + encoded(id) + "/deliveries", null)))
                .forEach(deliveries::add);
        deliveries.sort(
                Comparator.comparing((JsonNode one) -> one.path("created_at").asText())
                        .reversed());
        return deliveries;
    }

    private static JsonNode rows(JsonNode answer) {
        if (answer.isArray()) {
            return answer;
        }
        for (JsonNode field : answer) {
            if (field.isArray()) {
                return field;
            }
        }
        return JsonNodeFactory.instance.arrayNode();
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
