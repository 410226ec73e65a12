package dev.mediahook.inbox;

import dev.mediahook.delivery.TraceParent;
import dev.mediahook.event.AttemptLog;
import dev.mediahook.event.DeadEvent;
import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.event.Reason;
import dev.mediahook.log.EventLog;
import dev.mediahook.retry.TimeAtWork;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Runs a sender's route once for each leased event and reports the outcome to the inbox. {@link Suspendable}, because
 * Camel stops other consumers at once, and with them the steps that running events still need.
 */
final class InboxConsumer extends DefaultConsumer implements ShutdownAware, Suspendable, Lane.Work {

    private static final Logger LOG = EventLog.of(InboxConsumer.class);
    private static final String GIVE_UP = "direct:mediahook-give-up";

    private final InboxComponent component;
    private final String sender;
    private final int workers;
    private final Map<Leased, Exchange> tries = new ConcurrentHashMap<>();
    private final TimeAtWork time = new TimeAtWork();
    private @Nullable ProducerTemplate template;

    InboxConsumer(Endpoint endpoint, Processor processor, InboxComponent component, String sender, int workers) {
        super(endpoint, processor);
        this.component = component;
        this.sender = sender;
        this.workers = workers;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        template = getEndpoint().getCamelContext().createProducerTemplate();
        component.dispatcher().open(sender, workers, this);
    }

    @Override
    protected void doSuspend() {
        component.dispatcher().close(sender);
    }

    @Override
    protected void doResume() {
        component.dispatcher().open(sender, workers, this);
    }

    @Override
    protected void doStop() throws Exception {
        component.dispatcher().close(sender);
        super.doStop();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    /** When the program stops, Camel waits for running events. */
    @Override
    public int getPendingExchangesSize() {
        return component.dispatcher().underWay(sender);
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        component.dispatcher().close(sender);
    }

    @Override
    public void attempt(Leased leased) {
        Instant begun = component.clock().instant();
        time.at(begun);
        // Not from a pool: a pooled exchange is used anew while parallel steps still hold it.
        Exchange exchange = getEndpoint().createExchange();
        AttemptLog log = new AttemptLog(begun);
        tries.put(leased, exchange);
        try {
            if (!leased.intact()) {
                throw EventFailed.permanent(Reason.PAYLOAD_DAMAGED, "its kept body has changed, on the disk perhaps");
            }
            exchange.getMessage().setBody(leased.delivery());
            if (leased.trace() != null) {
                exchange.getMessage().setHeader(TraceParent.HEADER, leased.trace());
            }
            exchange.setProperty(PayloadMappingProcessor.ATTEMPT, leased.attempts());
            exchange.setProperty(PayloadMappingProcessor.FIRST_TRY, leased.isFirstTry());
            exchange.setProperty(AttemptLog.PROPERTY, log);
            getProcessor().process(exchange);
            unknownIfUntouched(exchange);
        } catch (Exception | Error failure) {
            exchange.setException(failure);
        }
        if (!tries.remove(leased, exchange)) {
            LOG.info("{} ended after its time limit: its outcome is not used", leased);
            return;
        }
        Event event = exchange.getProperty(PayloadMappingProcessor.EVENT, Event.class);
        EventFailed failed = exchange.getException() == null ? null : failure(leased, exchange.getException());
        Outcome outcome = failed == null ? outcome(exchange) : afterFailure(leased, event, failed);
        finish(
                leased,
                outcome,
                event,
                Attempt.of(leased, log, outcome, failed, component.clock().instant()));
    }

    /** The step under way may go on; no further step begins. */
    @Override
    public void late(Leased leased) {
        Exchange exchange = tries.remove(leased);
        if (exchange != null) {
            exchange.setRouteStop(true);
        }
        Event event = exchange == null ? null : exchange.getProperty(PayloadMappingProcessor.EVENT, Event.class);
        AttemptLog log = exchange == null ? null : exchange.getProperty(AttemptLog.PROPERTY, AttemptLog.class);
        EventFailed failed = EventFailed.retryable(Reason.ROUTE_FAILED, null, "the try took too long");
        Outcome outcome = afterFailure(leased, event, failed);
        Instant now = component.clock().instant();
        Attempt attempt = Attempt.of(leased, log == null ? new AttemptLog(now) : log, outcome, failed, now);
        finish(leased, outcome, event, attempt);
    }

    /** A route without an {@code otherwise} leaves an event as it is if it does not know the event's word. */
    private static void unknownIfUntouched(Exchange exchange) throws EventFailed {
        if (exchange.getException() == null
                && exchange.getMessage().getBody() instanceof Event event
                && event.meaning() == Meaning.UNKNOWN) {
            exchange.getMessage().setBody(Outcome.unknown(event));
        }
    }

    private static Outcome outcome(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof Outcome outcome ? outcome : new Outcome.Done(null);
    }

    private EventFailed failure(Leased leased, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof EventFailed failed) {
                return failed;
            }
        }
        LOG.debug("{} route failed", leased, thrown);
        if (getEndpoint().getCamelContext().isStopping()) {
            return EventFailed.retryable(Reason.ROUTE_FAILED, null, "cut off by the stop");
        }
        // Camel wraps the Error of a step, and says nothing of it.
        Throwable cause = thrown instanceof CamelExecutionException ? thrown.getCause() : thrown;
        LOG.warn("{} route failed error={}", leased, cause);
        String said = cause == null ? null : cause.getMessage();
        return EventFailed.retryable(Reason.ROUTE_FAILED, null, said == null ? String.valueOf(cause) : said);
    }

    private Outcome afterFailure(Leased leased, @Nullable Event event, EventFailed failed) {
        Instant now = component.clock().instant();
        Optional<Instant> next =
                leased.attempts() >= failed.tries() ? Optional.empty() : next(leased, event, failed, now);
        if (next.isPresent()) {
            LOG.info("{} tried again at={} cause=\"{}\"", leased, next.get(), failed.getMessage());
            return new Outcome.Again(next.get(), failed.reason());
        }
        return giveUp(leased, event, failed, now);
    }

    private Optional<Instant> next(Leased leased, @Nullable Event event, EventFailed failed, Instant now) {
        Instant deadline = event != null && failed.reason().needsTheUrl() ? event.deadline() : null;
        Optional<Instant> inTime = nextBefore(deadline, leased, failed, now);
        return inTime.isEmpty() && component.renews(sender) ? nextBefore(null, leased, failed, now) : inTime;
    }

    private Optional<Instant> nextBefore(@Nullable Instant deadline, Leased leased, EventFailed failed, Instant now) {
        return component
                .retries()
                .next(
                        leased.attempts(),
                        time.counted(leased.since(), now),
                        now,
                        deadline,
                        failed.retryAfter(),
                        component.random());
    }

    /** The follow-up of a given-up event (a failed job, a notification) is itself worth retrying for a while. */
    private Outcome giveUp(Leased leased, @Nullable Event event, EventFailed failed, Instant now) {
        Instant since = time.counted(leased.since(), now);
        if (event != null && template != null) {
            try {
                template.sendBody(GIVE_UP, new DeadEvent(event, failed.reason(), String.valueOf(failed.getMessage())));
            } catch (RuntimeException failure) {
                if (now.isBefore(since.plus(component.retries().giveUpAfter().multipliedBy(2)))) {
                    LOG.warn("{} giving up failed, tried again error={}", leased, failure);
                    return new Outcome.Again(
                            now.plus(component.retries().pause(leased.attempts(), component.random())),
                            failed.reason());
                }
            }
        }
        LOG.warn("{} dead reason={} cause=\"{}\"", leased, failed.reason().word(), failed.getMessage());
        return new Outcome.Dead(failed.reason());
    }

    private void finish(Leased leased, Outcome outcome, @Nullable Event event, Attempt attempt) {
        component.counter().tried(leased.delivery().id(), sender, outcome);
        var unused = component.leases().finish(leased, outcome, event, attempt).whenComplete((ours, failure) -> {
            if (failure != null) {
                LOG.warn("{} could not be finished, taken up again when its lease ends error={}", leased, failure);
            } else if (!ours) {
                LOG.warn("{} was taken over by another program before it was finished here", leased);
            } else if (outcome instanceof Outcome.Again again) {
                component.dispatcher().readyAt(again.due());
            }
        });
    }
}
