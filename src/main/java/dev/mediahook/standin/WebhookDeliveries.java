package dev.mediahook.standin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Delivers the webhooks of taken jobs when they are due: late, twice, or never, as the faults decide. */
final class WebhookDeliveries implements AutoCloseable {

    /**
     * Shorter than any sender's pauses, since nobody wants to wait an hour. A gateway that is away for longer misses
     * the webhook.
     */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final Faults faults;
    private final Clock clock;
    private final BlumaWebhooks webhooks;
    private final Sending sending = new Sending(Duration.ofSeconds(5));
    private final Map<String, String> accountSecrets = new ConcurrentHashMap<>();
    private final AtomicInteger delivered = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "standin-webhooks");
        thread.setDaemon(true);
        return thread;
    });

    WebhookDeliveries(Faults faults, Clock clock, BlumaWebhooks webhooks) {
        this.faults = faults;
        this.clock = clock;
        this.webhooks = webhooks;
    }

    /** From now on, a sender signs with its account's secret if a job has no secret of its own. */
    void sign(String sender, String secret) {
        accountSecrets.put(sender, secret);
    }

    /** How many deliveries were accepted. */
    int delivered() {
        return delivered.get();
    }

    /** Plans the deliveries of a job that was just taken. */
    void plan(ApiDialect api, TakenJob job, Asked.Submit asked) {
        if (faults.befalls(faults.losesWebhooks(), job.id(), "lost", 0)) {
            return;
        }
        Duration part = Duration.between(job.takenAt(), job.endsAt())
                .dividedBy(api.announced().size() + 1L);
        Instant due = job.takenAt();
        for (Payload running : api.announced()) {
            due = due.plus(part);
            plan(api, job, running, asked, due);
        }
        plan(api, job, job.at(job.endsAt()), asked, job.endsAt());
    }

    private void plan(ApiDialect api, TakenJob job, Payload payload, Asked.Submit asked, Instant due) {
        Duration late = faults.between(Duration.ZERO, faults.latest(), job.id(), "late " + payload.name());
        Duration in = Duration.between(clock.instant(), due.plus(late));
        int times = faults.befalls(faults.repeatsWebhooks(), job.id(), "repeat " + payload.name(), 0) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            var unused = timer.schedule(
                    () -> deliver(api, job, payload, asked),
                    Math.max(0, in.toMillis()) + 300L * i,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** A job that was cancelled in the meantime ends without a webhook, since no sender's documents promise one. */
    private void deliver(ApiDialect api, TakenJob job, Payload payload, Asked.Submit asked) {
        if (job.ends() == Ends.CANCELLED) {
            return;
        }
        String eventId = Ids.prefixed("evt_", job.id() + payload.name());
        byte[] body = payload.body(job.facts(eventId));
        String callback = asked.callback();
        if (callback != null) {
            var unused = send(api.sender(), callback, asked.secret(), body);
            return;
        }
        if (!api.announced().isEmpty()) {
            for (BlumaWebhooks.Registered one : webhooks.active()) {
                var unused = send(api.sender(), one.url(), one.secret(), body)
                        .thenAccept(answer ->
                                webhooks.tried(one, eventId, clock.instant().toString(), answer));
            }
        }
    }

    private CompletableFuture<Answer> send(
            StandInSender sender, String callback, @Nullable String secret, byte[] body) {
        String used = secret == null ? accountSecrets.getOrDefault(sender.name(), usual(sender)) : secret;
        SignedRequest request = sender.request(body, used, clock.instant());
        return sending.deliver(URI.create(callback), request, PAUSES)
                .whenComplete((answer, never) -> count(request.wanted(), answer));
    }

    /**
     * A described sender has no secret for a single job, so it uses its demo credential; the others sign with no secret
     * that was not given.
     */
    private static String usual(StandInSender sender) {
        return sender instanceof FurtherSender ? sender.demoCredential() : "";
    }

    private void count(WantedAnswer wanted, Answer answer) {
        if (wanted.is(answer)) {
            delivered.incrementAndGet();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
