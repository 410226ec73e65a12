package dev.mediahook.register;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.database.Duties;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.log.EventLog;
import dev.mediahook.register.WebhookCalls.Listed;
import dev.mediahook.register.WebhookCalls.Made;
import dev.mediahook.submit.Keys;
import dev.mediahook.submit.SenderApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Makes sure that a sender's account has one active webhook at our address whose secret we know. A webhook that the
 * sender has switched off is replaced; its secret stays valid while deliveries that were made with it may still come.
 */
public final class Registration {

    private static final Logger LOG = EventLog.of(Registration.class);

    /** Longer than a sender keeps retrying an old delivery, which is an hour or little more. */
    private static final Duration DRAIN = Duration.ofHours(2);

    /** Each check makes two calls, and a sender's smallest plan may allow no more than a hundred calls an hour. */
    private static final Duration AFTER_SUCCESS = Duration.ofMinutes(10);

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private static final Duration READ_AGAIN = Duration.ofSeconds(1);

    private final String sender;
    private final WebhookCalls calls;
    private final Keys keys;
    private final Supplier<Optional<String>> address;
    private final BooleanSupplier ownSecret;
    private final InstantSource clock;
    private volatile List<String> secrets = List.of();
    private volatile long readAt;
    private volatile int failures;
    private Instant next = Instant.EPOCH;

    /**
     * @param address where the sender is to deliver; nothing while no address is configured, or no key to call the API
     *     with
     * @param ownSecret whether a secret is configured, as for a webhook that somebody made by hand
     */
    Registration(
            String sender,
            WebhookCalls calls,
            Keys keys,
            Supplier<Optional<String>> address,
            BooleanSupplier ownSecret,
            InstantSource clock) {
        this.clock = clock;
        this.sender = sender;
        this.calls = calls;
        this.keys = keys;
        this.address = address;
        this.ownSecret = ownSecret;
        this.secrets = keys.values(name());
    }

    /** The secrets of the webhooks that any node has made and that may still deliver; a second old at most. */
    List<String> secrets() {
        long now = clock.millis();
        if (now - readAt >= READ_AGAIN.toMillis()) {
            readAt = now;
            try {
                secrets = keys.values(name());
            } catch (StoreUnavailable away) {
                LOG.debug("sender={} its secrets can't be read again for now", sender);
            }
        }
        return secrets;
    }

    /** How many of the last deliveries failed in a row. */
    public int failures() {
        return failures;
    }

    /**
     * Finds, makes or replaces the webhook, and checks how its deliveries went. One node does so for all; not one
     * without an address or a key.
     */
    void check(Duties duties) {
        Optional<String> url = address.get();
        if (url.isEmpty()
                || !duties.mine("registrations " + sender)
                || clock.instant().isBefore(next)) {
            return;
        }
        next = clock.instant().plus(AFTER_FAILURE);
        try {
            see(url.get());
            next = clock.instant().plus(AFTER_SUCCESS);
        } catch (SenderApiException answer) {
            // The sender's message is left out: nobody knows which addresses it repeats.
            LOG.warn("sender={} its webhook can't be managed now status={}", sender, answer.status());
        } catch (RuntimeException failure) {
            LOG.warn("sender={} its webhook can't be managed now error={}", sender, failure);
        }
    }

    /** Reads the secrets even after a failure: if a webhook was made before the failure, its secret is valid too. */
    private void see(String url) {
        try {
            current(url).ifPresent(this::watch);
        } catch (SenderApiException answer) {
            if (!answer.retryable()) {
                // It made none. What somebody makes by hand now is left alone.
                keys.forget(begun());
            }
            throw answer;
        } finally {
            secrets = keys.values(name());
        }
    }

    /** How the deliveries of the active webhook went; nothing if there is none. */
    public Optional<List<JsonNode>> deliveries() {
        return address.get().flatMap(url -> living(url, calls.list())).map(calls::deliveries);
    }

    private Optional<String> living(String url, List<Listed> listed) {
        Set<String> ours = Set.copyOf(keys.ids(name()));
        List<Listed> here = listed.stream()
                .filter(one -> one.active() && one.url().equals(url))
                .toList();
        return here.stream()
                .filter(one -> ours.contains(one.id()) || ownSecret.getAsBoolean())
                .map(Listed::id)
                .findFirst();
    }

    /** The webhook that delivers to us from now on; makes one if there is none whose secret we know. */
    private Optional<String> current(String url) {
        List<Listed> listed = calls.list();
        Optional<String> living = living(url, listed);
        if (living.isEmpty()) {
            living = Optional.of(make(url, listed));
        }
        keys.forget(begun());
        return living;
    }

    /**
     * Only the sender's answer shows the secret. So a note says that a webhook is being made, and what was there before:
     * what else is there if the note is found later has a secret that nobody knows.
     */
    private String make(String url, List<Listed> listed) {
        List<String> before = keys.ids(name());
        Set<String> there = listed.stream().map(Listed::id).collect(Collectors.toSet());
        for (String note : keys.values(begun())) {
            List<String> noted = List.of(note.split("\n"));
            listed.stream()
                    .filter(one -> one.url().equals(url) && !noted.contains(one.id()))
                    .forEach(one -> end(one.id()));
        }
        keys.keep(begun(), begun(), String.join("\n", there));
        Made made = calls.make(url);
        keys.keep(made.id(), name(), made.secret());
        LOG.info("sender={} webhook={} made", sender, made.id());
        for (String old : before) {
            keys.endAfter(old, DRAIN);
            if (there.contains(old)) {
                end(old);
            }
        }
        return made.id();
    }

    private void end(String id) {
        try {
            calls.end(id);
            LOG.warn(
                    "sender={} webhook={} was switched off, has another address or a lost secret: replaced",
                    sender,
                    id);
        } catch (SenderApiException answer) {
            LOG.warn("sender={} webhook={} could not be deleted status={}", sender, id, answer.status());
        }
    }

    private void watch(String id) {
        List<JsonNode> deliveries = calls.deliveries(id);
        int inARow = 0;
        while (inARow < deliveries.size()
                && deliveries.get(inARow).path("status_code").asInt() / 100 != 2) {
            inARow++;
        }
        if (inARow >= AccountWebhook.WARN_AFTER && inARow > failures) {
            LOG.warn(
                    "sender={} webhook={} its last {} deliveries failed, the last with status={}: the sender will switch it"
                            + " off",
                    sender,
                    id,
                    inARow,
                    deliveries.get(0).path("status_code").asInt());
        }
        failures = inARow;
    }

    private String name() {
        return sender + ".webhook";
    }

    /** Names the note that a webhook is being made. */
    private String begun() {
        return name() + ".begun";
    }
}
