package dev.mediahook.observe;

import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import dev.mediahook.inbox.Kept;
import dev.mediahook.receive.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The program's own counts. Labels hold only our own words and the senders' names. */
public final class Meters {

    private static final Duration[] ACCEPTED_WITHIN = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Map<String, Timer> accepted = new ConcurrentHashMap<>();
    private final Map<String, Counter> deliveries = new ConcurrentHashMap<>();
    private final Map<String, Counter> tries = new ConcurrentHashMap<>();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * A delivery was answered 2xx.
     *
     * @param took from its arrival to its answer
     */
    public void kept(Event event, Kept kept, Duration took) {
        accepted.computeIfAbsent(event.sender(), this::accepted).record(took.isNegative() ? Duration.ZERO : took);
        String outcome = event.readable() || kept == Kept.REPEAT ? kept.name().toLowerCase(Locale.ROOT) : "unreadable";
        deliveries
                .computeIfAbsent(event.sender() + " " + outcome, key -> delivery(event.sender(), outcome))
                .increment();
    }

    /** A delivery was refused. */
    public void refused(Refusal refusal) {
        Counter.builder("mediahook.refusals")
                .description("Deliveries refused, by what was wrong with them")
                .tag("sender", refusal.sender())
                .tag("cause", refusal.cause().word())
                .register(registry)
                .increment();
    }

    /**
     * A sender's status endpoint was asked about a job.
     *
     * @param outcome ended, running or unanswered
     */
    public void polled(String sender, String outcome) {
        Counter.builder("mediahook.polls")
                .description("Questions to the senders' status endpoints, by what they answered")
                .tag("sender", sender)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    /** A try at an event has ended. */
    public void tried(String sender, Outcome outcome) {
        String end = word(outcome);
        tries.computeIfAbsent(sender + " " + end, key -> tries(sender, end)).increment();
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Again) {
            return "retried";
        }
        return outcome instanceof Outcome.Dead ? "dead" : "done";
    }

    /**
     * The server answered a request 503 because no route could.
     *
     * @param why bodies (their memory), queue, deadline, failed or stopping
     */
    public void putOff(String why) {
        Counter.builder("mediahook.requests.put.off")
                .description("Requests answered 503 by the server itself")
                .tag("why", why)
                .register(registry)
                .increment();
    }

    /**
     * The server closed a connection that its client had not closed.
     *
     * @param why silent (its time was over) or crowded (another connection needed its place)
     */
    public void connectionClosed(String why) {
        Counter.builder("mediahook.connections.closed")
                .description("Connections closed by the server while it waited for their clients")
                .tag("why", why)
                .register(registry)
                .increment();
    }

    /** An API call had a wrong token or none. */
    public void wrongToken() {
        Counter.builder("mediahook.api.refusals")
                .description("Calls of the API with a wrong token or none")
                .register(registry)
                .increment();
    }

    /**
     * A job that was submitted here has ended.
     *
     * @param via webhook or poll; null if neither reported the end
     * @param after the time from submitting the job to the report of its end
     */
    public void ended(String sender, @Nullable String via, Duration after) {
        Timer.builder("mediahook.jobs.ended")
                .description("From submitting a job to the word of its end")
                .tag("sender", sender)
                .tag("via", via == null ? "none" : via)
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry)
                .record(after);
    }

    private Timer accepted(String sender) {
        return Timer.builder("mediahook.accept")
                .description("From the arrival of a delivery to its answer, when it was on disk")
                .serviceLevelObjectives(ACCEPTED_WITHIN)
                .tag("sender", sender)
                .register(registry);
    }

    private Counter tries(String sender, String end) {
        String description = "Tries at kept events, by how they ended: done, retried later, or given up as dead";
        return counter("mediahook.attempts", description, sender, end);
    }

    private Counter delivery(String sender, String outcome) {
        return counter("mediahook.deliveries", "Deliveries answered 2xx", sender, outcome);
    }

    private Counter counter(String name, String description, String sender, String outcome) {
        return Counter.builder(name)
                .description(description)
                .tag("sender", sender)
                .tag("outcome", outcome)
                .register(registry);
    }
}
