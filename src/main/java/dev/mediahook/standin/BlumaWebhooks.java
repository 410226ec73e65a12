package dev.mediahook.standin;

import static dev.mediahook.standin.Json.array;
import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The webhooks of a Bluma account. They are made over its API, which shows the secret once; ten failures in a row
 * switch a webhook off. Source: docs.getbluma.com, "Webhooks setup".
 */
final class BlumaWebhooks {

    static final String PATH = "/api/v1/webhooks";
    private static final int FAILURES = 10;

    /** A registered webhook. */
    static final class Registered {
        private final String id;
        private final String url;
        private final String secret;
        private final List<JsonNode> deliveries = new ArrayList<>();
        private int failures;

        private Registered(String id, String url, String secret) {
            this.id = id;
            this.url = url;
            this.secret = secret;
        }

        String url() {
            return url;
        }

        String secret() {
            return secret;
        }

        private boolean active() {
            return failures < FAILURES;
        }

        private ObjectNode json() {
            return object("id", id, "url", url, "is_active", active());
        }
    }

    private final Map<String, Registered> registered = new LinkedHashMap<>();
    private int made;

    /** The webhooks that get deliveries. */
    synchronized List<Registered> active() {
        return registered.values().stream().filter(Registered::active).toList();
    }

    /** Registers a webhook as if somebody had done it by hand. */
    synchronized Registered register(String url, String secret) {
        Registered one = new Registered("webhook_" + ++made, url, secret);
        registered.put(one.id, one);
        return one;
    }

    /** A delivery was tried. */
    synchronized void tried(Registered one, String eventId, String at, Answer answer) {
        one.failures = answer.accepted() ? 0 : one.failures + 1;
        one.deliveries.add(object(
                "id",
                "delivery_" + one.deliveries.size(),
                "event_id",
                eventId,
                "status_code",
                answer.status() == 0 ? 500 : answer.status(),
                "error_message",
                answer.accepted() ? null : answer.body(),
                "created_at",
                at));
    }

    synchronized ApiAnswer answer(ApiRequest request) {
        String rest = request.path().substring(PATH.length());
        String id = rest.startsWith("/") ? rest.substring(1).replace("/deliveries", "") : "";
        Registered one = registered.get(id);
        if (rest.isEmpty() && request.method().equals("POST")) {
            Registered fresh = register(request.text("url").orElse(""), Ids.prefixed("whsec_", "secret" + made));
            return new ApiAnswer(201, fresh.json().put("secret", fresh.secret()));
        }
        if (rest.isEmpty()) {
            return new ApiAnswer(
                    200,
                    object(
                            "webhooks",
                            array(registered.values().stream()
                                    .map(Registered::json)
                                    .toList())));
        }
        if (one == null) {
            return new ApiAnswer(404, object("error", object("type", "not_found", "status", 404)));
        }
        if (request.method().equals("DELETE")) {
            registered.remove(id);
            return new ApiAnswer(200, object());
        }
        return new ApiAnswer(200, object("deliveries", array(one.deliveries)));
    }
}
