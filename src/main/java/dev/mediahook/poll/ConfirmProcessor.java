package dev.mediahook.poll;

import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.event.Reason;
import dev.mediahook.receive.Via;
import dev.mediahook.submit.SenderAnswer;
import dev.mediahook.submit.StatusQuery;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The step of an unsigned sender's route that believes a success only when the sender's own status endpoint says it too,
 * where a key is there to ask with. What that endpoint says is what goes on, media included.
 */
public final class ConfirmProcessor implements Processor {

    /** A job may not be known at once on every machine of a sender. */
    private static final int TRIES_OF_AN_UNKNOWN_JOB = 3;

    private final PollSettings settings;
    private final StatusAnswers answers;

    public ConfirmProcessor(PollSettings settings, StatusAnswers answers) {
        this.settings = settings;
        this.answers = answers;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Event event = exchange.getMessage().getMandatoryBody(Event.class);
        String jobId = event.jobId();
        if (jobId == null
                || event.end() != JobStatus.COMPLETED
                || event.via() != Via.WEBHOOK
                || !settings.confirm(event.sender())) {
            return;
        }
        Event confirmed = ask(new StatusQuery(event.id(), event.receivedAt(), event.sender(), jobId));
        if (!jobId.equals(confirmed.jobId()) || !confirmed.readable()) {
            throw EventFailed.passing(Reason.UNCONFIRMED, null, "the status endpoint answered of something else");
        }
        if (confirmed.end() == null) {
            // Done now, it would hold the key of the success that may still come.
            throw EventFailed.passing(Reason.UNCONFIRMED, null, "the sender says " + confirmed.status() + " so far");
        }
        exchange.setProperty(PayloadMappingProcessor.EVENT, confirmed);
        exchange.getMessage().setBody(confirmed);
    }

    private Event ask(StatusQuery query) {
        try {
            return answers.ask(query);
        } catch (SenderAnswer answer) {
            if (answer.unknownJob()) {
                throw EventFailed.passing(
                        Reason.UNKNOWN_JOB, TRIES_OF_AN_UNKNOWN_JOB, "the sender does not know the job");
            }
            throw EventFailed.passing(
                    Reason.UNCONFIRMED, answer.retryAfter(), "the status endpoint answered " + answer.status());
        }
    }
}
