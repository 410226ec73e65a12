package dev.mediahook.poll;

import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Reason;
import dev.mediahook.job.SuccessSource;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.StatusQuery;
import java.util.Optional;

/** Asks a sender about an event's job, and accepts no answer about anything else. */
public final class JobQuestion implements SuccessSource {

    /** A sender's machines may not all know a new job at once. */
    private static final int TRIES_OF_AN_UNKNOWN_JOB = 3;

    private final PollSettings settings;
    private final StatusAnswers answers;

    public JobQuestion(PollSettings settings, StatusAnswers answers) {
        this.settings = settings;
        this.answers = answers;
    }

    @Override
    public Optional<Event> ask(Event event, String jobId) {
        if (!settings.canPoll(event.sender())) {
            return Optional.empty();
        }
        Event answer = ask(event, jobId, Reason.NO_MEDIA);
        if (answer.end() != JobStatus.COMPLETED) {
            throw EventFailed.retryable(Reason.NO_MEDIA, null, "the sender says " + answer.status() + " by now");
        }
        return Optional.of(answer);
    }

    /**
     * Asks once.
     *
     * @param otherwise the event's failure if the sender gives no usable answer
     * @throws EventFailed if the sender gives no usable answer
     */
    Event ask(Event event, String jobId, Reason otherwise) {
        Event answer = answer(new StatusQuery(event.id(), event.receivedAt(), event.sender(), jobId), otherwise);
        if (!jobId.equals(answer.jobId()) || !answer.readable()) {
            throw EventFailed.retryable(otherwise, null, "the status endpoint answered of something else");
        }
        return answer;
    }

    private Event answer(StatusQuery query, Reason otherwise) {
        try {
            return answers.ask(query);
        } catch (SenderApiException answer) {
            if (answer.unknownJob()) {
                // A success that only lacks its media is believed already, so its job has to end with that reason.
                throw EventFailed.retryable(
                        otherwise == Reason.NO_MEDIA ? otherwise : Reason.UNKNOWN_JOB,
                        TRIES_OF_AN_UNKNOWN_JOB,
                        "the sender does not know the job");
            }
            throw EventFailed.retryable(
                    otherwise, answer.retryAfter(), "the status endpoint answered " + answer.status());
        }
    }
}
