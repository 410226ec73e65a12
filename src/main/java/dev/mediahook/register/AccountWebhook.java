package dev.mediahook.register;

import java.util.List;

/**
 * How a sender's account-wide webhook is managed over its API.
 *
 * @param path where webhooks are managed, after the sender's address
 * @param events the types of events to ask for
 */
public record AccountWebhook(String path, List<String> events) {

    /** How many deliveries in a row may fail before somebody is told. */
    static final int WARN_AFTER = 5;
}
