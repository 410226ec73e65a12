package dev.mediahook.poll;

import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.event.Reason;
import dev.mediahook.job.TrustRules;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The step that has a sender's status endpoint confirm a success of an unsigned sender, if a key is configured to ask
 * with. If a sender's webhooks are thin, the endpoint is asked about every end of a job. The endpoint's answer, media
 * included, replaces the event. A complete signed success, and an answer of the endpoint itself, need no confirmation.
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
            // Finishing now would use up the key of the success that may still come.
            throw EventFailed.retryable(Reason.UNCONFIRMED, null, "the sender says " + confirmed.status() + " so far");
        }
        exchange.setProperty(PayloadMappingProcessor.EVENT, confirmed);
        exchange.getMessage().setBody(confirmed);
    }
}
