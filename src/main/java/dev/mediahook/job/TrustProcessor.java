package dev.mediahook.job;

import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Reason;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The first step of every route in which an event gives its job a status: lets only those events pass that the {@link
 * TrustRules} allow.
 */
public final class TrustProcessor implements Processor {

    private final TrustRules rules;
    private final JobStatus status;

    TrustProcessor(TrustRules rules, JobStatus status) {
        this.rules = rules;
        this.status = status;
    }

    @Override
    public void process(Exchange exchange) {
        check(exchange, rules, status);
    }

    /**
     * Lets the exchange's event pass, or refuses it.
     *
     * @throws EventFailed naming what is wrong
     */
    public static void check(Exchange exchange, TrustRules rules, JobStatus status) {
        if (!(exchange.getMessage().getBody() instanceof Event event)) {
            throw EventFailed.permanent(
                    Reason.MISROUTED, "no step of the route made an event of the delivery: put the mapping bean first");
        }
        String jobId = event.jobId();
        if (jobId == null) {
            throw EventFailed.permanent(Reason.UNREADABLE, "the event names no job");
        }
        rules.check(event, jobId, status);
    }
}
