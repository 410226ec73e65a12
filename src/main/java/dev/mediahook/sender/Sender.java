package dev.mediahook.sender;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A party whose webhooks a route takes. The route's endpoint registers it, whether the route comes from a file or from
 * Java.
 *
 * @param name the name in paths, properties and database rows
 * @param on whether its webhook route runs
 * @param switches the properties that hold its secrets or tokens; any one of them turns the sender on
 * @param setSwitch the first of the switches that has a value; null if none has
 * @param takesToken whether a token follows its path
 * @param sendsWebhooks false if the sender is only asked about its jobs
 */
public record Sender(
        String name,
        boolean on,
        List<String> switches,
        @Nullable String setSwitch,
        boolean takesToken,
        boolean sendsWebhooks) {

    /** The path to which the sender delivers, without a token. */
    public String path() {
        return WebhookPath.of(name);
    }

    /** Why the sender is on or off, for a person to read. */
    public String why() {
        if (setSwitch != null) {
            return setSwitch + " is set";
        }
        return on ? "its webhook is made over its API" : switchNames() + " is not set";
    }

    /** The sender's line in the log at the start. */
    public String line() {
        return on
                ? "sender=" + name + (sendsWebhooks ? " on at " + path() : " on: its jobs are asked after")
                : "sender=" + name + " off: " + switchNames() + " turns it on";
    }

    private String switchNames() {
        return switches.isEmpty() ? "mediahook." + name + ".webhook-secret" : String.join(" or ", switches);
    }
}
