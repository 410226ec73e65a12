package dev.mediahook.poll;

import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.event.Reason;
import dev.mediahook.job.TrustRules;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The step of an unsigned sender's route that believes a success only when the sender's own status endpoint says it too,
 * if a key is there to ask with; and of a sender whose webhooks are thin, that has it say what has become of the job,
 * whatever its end. What that endpoint says is what goes on, media included. A signed success that says all and an answer of
 * the endpoint itself need none.
 */
public final class ConfirmProcessor implements Processor {

    private final PollSettings settings;
    private final JobQuestion question;

    public ConfirmProcessor(PollSettings settings, JobQuestion question) {
        this.settings = settings;
        this.question = question;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        String jobId = event.jobId();
        if (jobId == null || !TrustRules.isToBeConfirmed(event) || !settings.confirm(event.sender())) {
            return;
        }
        Event confirmed = question.ask(event, jobId, Reason.UNCONFIRMED);
        if (confirmed.end() == null) {
            // Done now, it would hold the key of the success that may still come.
            throw EventFailed.retryable(Reason.UNCONFIRMED, null, "the sender says " + confirmed.status() + " so far");
        }
        exchange.setProperty(PayloadMappingProcessor.EVENT, confirmed);
        exchange.getMessage().setBody(confirmed);
    }
}
