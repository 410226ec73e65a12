package dev.mediahook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.poll.WebhookStatistics;
import dev.mediahook.poll.WebhookStatistics.Arrivals;
import dev.mediahook.receive.Refusals;
import dev.mediahook.register.Registrations;
import dev.mediahook.sender.Sender;
import dev.mediahook.submit.SenderAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be asked of the senders themselves: which are on, how their webhooks come. */
public final class SenderCalls {

    private final Supplier<List<Sender>> senders;
    private final Predicate<String> asked;
    private final WebhookStatistics statistics;
    private final Refusals refusals;
    private final Registrations registrations;

    /**
     * @param asked whether a key is there to ask a sender with
     */
    public SenderCalls(
            Supplier<List<Sender>> senders,
            Predicate<String> asked,
            WebhookStatistics statistics,
            Refusals refusals,
            Registrations registrations) {
        this.senders = senders;
        this.asked = asked;
        this.statistics = statistics;
        this.refusals = refusals;
        this.registrations = registrations;
    }

    Answer all(ApiCall call) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("items");
        senders.get().forEach(sender -> items.add(one(sender)));
        return Answer.ok(json);
    }

    private ObjectNode one(Sender sender) {
        Arrivals arrivals = statistics.of(sender.name());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("sender", sender.name())
                .put("on", sender.on())
                .put("why", sender.why())
                .put("asked", asked.test(sender.name()));
        ObjectNode webhooks = json.putObject("webhooks")
                .put("expected", arrivals.expected())
                .put("arrived", arrivals.arrived())
                .put("foundByPollingAlone", arrivals.polled())
                .put("shareFoundByPollingAlone", share(arrivals));
        webhooks.putObject("secondsFromSubmitting")
                .put("p50", seconds(arrivals.percentile(50)))
                .put("p95", seconds(arrivals.percentile(95)))
                .put("p99", seconds(arrivals.percentile(99)));
        registrations
                .of(sender.name())
                .ifPresent(registration -> webhooks.put("failedInARow", registration.failures()));
        return json.put("lastAccepted", text(statistics.lastKept(sender.name())))
                .put("lastRefused", text(refusals.last(sender.name())));
    }

    private static @Nullable Double share(Arrivals arrivals) {
        return arrivals.expected() == 0 ? null : (double) arrivals.polled() / arrivals.expected();
    }

    private static @Nullable Double seconds(Optional<Duration> time) {
        return time.map(one -> one.toMillis() / 1000.0).orElse(null);
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    /** How the sender itself says that its deliveries went. */
    Answer deliveries(ApiCall call) {
        String sender = call.segment("sender");
        var registration = registrations
                .of(sender)
                .orElseThrow(() -> Problem.notFound(sender + " tells nothing of its deliveries"));
        try {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ArrayNode items = json.putArray("items");
            registration
                    .deliveries()
                    .orElseThrow(() -> new Problem(
                            409, "Conflict", "no webhook of ours is registered at " + sender + ", or no key is set"))
                    .forEach(items::add);
            return Answer.ok(json);
        } catch (SenderAnswer refused) {
            throw Problem.of(refused);
        }
    }
}
