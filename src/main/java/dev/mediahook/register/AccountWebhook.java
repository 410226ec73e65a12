package dev.mediahook.register;

import dev.mediahook.config.SettingsReader;
import java.util.List;

/**
 * How a sender's account-wide webhook is managed over its API; a bean of its route file, named {@code {sender}Webhooks}.
 * {@code GET} on the path lists, {@code POST} makes one and answers its {@code id} and, this once, its {@code secret};
 * {@code DELETE {path}/{id}} ends it, {@code GET {path}/{id}/deliveries} tells how its deliveries went.
 */
public final class AccountWebhook {

    private String path = "";
    private List<String> events = List.of();
    private int warnAfter = 5;

    String path() {
        return path;
    }

    List<String> events() {
        return events;
    }

    int warnAfter() {
        return warnAfter;
    }

    /** Where webhooks are managed, after the sender's address. */
    public void setPath(String path) {
        this.path = path;
    }

    /** The types of events to ask for, comma-separated. */
    public void setEvents(String events) {
        this.events = SettingsReader.commaSeparated(events);
    }

    /** How many deliveries in a row may fail before somebody is told. */
    public void setWarnAfter(int warnAfter) {
        this.warnAfter = warnAfter;
    }
}
