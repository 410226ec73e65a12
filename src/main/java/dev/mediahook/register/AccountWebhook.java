package dev.mediahook.register;

import java.util.List;

/**
 * How a sender's account-wide webhook is managed over its API.
 *
 * @param path the path at which webhooks are managed, which follows the sender's address
 * @param events the types of events to ask for
 */
public record AccountWebhook(String path, List<String> events) {

    /** How many deliveries in a row may fail before a warning is logged. */
    static final int WARN_AFTER = 5;
}
