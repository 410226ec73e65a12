package dev.mediahook.register;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.database.Duties;
import dev.mediahook.submit.Keys;
import dev.mediahook.submit.SenderCall;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The account-wide webhooks of all senders that have one. */
public final class Registrations {

    private final Map<String, Registration> registrations = new ConcurrentHashMap<>();
    private final Keys keys;
    private final Function<SenderCall, JsonNode> api;
    private final Function<String, Optional<String>> address;
    private final Predicate<String> ownSecret;
    private final InstantSource clock;

    /**
     * @param api makes a call of a sender's API
     * @param address where a sender is to deliver; nothing if no address or no key is configured
     * @param ownSecret whether a secret is configured for a sender
     */
    public Registrations(
            Keys keys,
            Function<SenderCall, JsonNode> api,
            Function<String, Optional<String>> address,
            Predicate<String> ownSecret,
            InstantSource clock) {
        this.clock = clock;
        this.keys = keys;
        this.api = api;
        this.address = address;
        this.ownSecret = ownSecret;
    }

    /** Takes charge of one more sender's webhook. */
    public void add(String sender, AccountWebhook webhook) {
        registrations.computeIfAbsent(
                sender,
                name -> new Registration(
                        name,
                        new WebhookCalls(name, webhook, api),
                        keys,
                        () -> address.apply(name),
                        () -> ownSecret.test(name),
                        clock));
    }

    /** Checks all webhooks that are due and this node's to check, one after the other; never two at once. */
    public synchronized void check(Duties duties) {
        registrations.values().forEach(one -> one.check(duties));
    }

    public Optional<Registration> of(String sender) {
        return Optional.ofNullable(registrations.get(sender));
    }

    /** The secrets with which a sender signs for the webhooks that were made here. */
    public List<String> secrets(String sender) {
        return of(sender).map(Registration::secrets).orElse(List.of());
    }
}
