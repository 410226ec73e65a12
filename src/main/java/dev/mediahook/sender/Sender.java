package dev.mediahook.sender;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A party whose webhooks a route takes; registered by the route's endpoint, whether the route comes from a file or from
 * Java.
 *
 * @param name as it stands in paths, properties and rows
 * @param on whether its webhook route runs
 * @param switches the properties that hold its secrets or tokens: any one of them turns it on
 * @param setSwitch the first of these that has a value; null if none has
 * @param takesToken whether a token follows its path
 * @param sendsWebhooks false for one that is only asked after its jobs
 */
public record Sender(
        String name,
        boolean on,
        List<String> switches,
        @Nullable String setSwitch,
        boolean takesToken,
        boolean sendsWebhooks) {

    /** Where it delivers, a token left out. */
    public String path() {
        return WebhookPath.of(name);
    }

    /** Why it is on or off, for a person. */
    public String why() {
        if (setSwitch != null) {
            return setSwitch + " is set";
        }
        return on ? "its webhook is made over its API" : switchNames() + " is not set";
    }

    /** The line of the start's log that tells of it. */
    public String line() {
        return on
                ? "sender=" + name + (sendsWebhooks ? " on at " + path() : " on: its jobs are asked after")
                : "sender=" + name + " off: " + switchNames() + " turns it on";
    }

    private String switchNames() {
        return switches.isEmpty() ? "mediahook." + name + ".webhook-secret" : String.join(" or ", switches);
    }
}
