package dev.mediahook.submit;

import dev.mediahook.config.Amounts;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.sender.PollPace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** What a sender's API bean says beside its calls: at which pace to ask, and where the whole account's webhooks are made. */
@NullUnmarked
abstract sealed class AskedSender permits SenderApiProcessor {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private String webhooks = "";
    private List<String> webhookEvents = List.of();
    private Duration webhookTimeout = PollPace.USUAL.webhookTimeout();
    private Duration pollFirst = PollPace.USUAL.first();
    private double pollFactor = PollPace.USUAL.factor();
    private Duration pollMost = PollPace.USUAL.most();

    public PollPace pace() {
        return new PollPace(webhookTimeout, pollFirst, pollFactor, pollMost);
    }

    public String webhooks() {
        return webhooks;
    }

    public List<String> webhookEvents() {
        return webhookEvents;
    }

    /** Where the webhooks of the whole account are listed, made and ended; left out if there is no such thing. */
    public void setWebhooks(String webhooks) {
        this.webhooks = webhooks;
    }

    /** The types of events to ask for, comma-separated. */
    public void setWebhookEvents(String webhookEvents) {
        this.webhookEvents = SettingsReader.commaSeparated(webhookEvents);
    }

    /** How long the webhook is waited for before the first poll. */
    public void setWebhookTimeout(String webhookTimeout) {
        this.webhookTimeout = Amounts.duration(webhookTimeout);
    }

    /** The first pause between two polls. */
    public void setPollFirst(String pollFirst) {
        this.pollFirst = Amounts.duration(pollFirst);
    }

    /** The factor by which each further pause is longer. */
    public void setPollFactor(double pollFactor) {
        this.pollFactor = pollFactor;
    }

    /** The longest pause. */
    public void setPollMost(String pollMost) {
        this.pollMost = Amounts.duration(pollMost);
    }

    /** What every call carries besides the key: {@code Name: value}, comma-separated. */
    public void setHeaders(String lines) {
        for (String line : SettingsReader.commaSeparated(lines)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("headers: \"" + lines + "\" is not Name: value, comma-separated");
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    final Map<String, String> headers() {
        return Map.copyOf(headers);
    }
}
