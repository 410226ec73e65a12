package dev.mediahook.poll;

import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.MediumRef;
import dev.mediahook.event.Reason;
import dev.mediahook.fetch.MediumToFetch;
import dev.mediahook.log.EventLog;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.StatusQuery;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;

/** Asks a sender for the current URL of a medium whose URL has expired. */
public final class FreshUrls {

    private static final Logger LOG = EventLog.of(FreshUrls.class);

    private final PollSettings settings;
    private final InstantSource clock;
    private final Function<StatusQuery, Event> senders;

    /**
     * @param senders asks a sender about a job; throws a {@link SenderApiException}
     */
    public FreshUrls(PollSettings settings, InstantSource clock, Function<StatusQuery, Event> senders) {
        this.settings = settings;
        this.clock = clock;
        this.senders = senders;
    }

    /**
     * The medium's current URL; empty if the sender can't be asked, or gives the same URL as before.
     *
     * @throws EventFailed if the sender did not answer
     */
    public Optional<String> of(MediumToFetch wanted) {
        Event event = wanted.event();
        if (!settings.canPoll(event.sender())) {
            return Optional.empty();
        }
        try {
            Event fresh = senders.apply(new StatusQuery(event.id(), clock.instant(), event.sender(), wanted.jobId()));
            return fresh.end() == JobStatus.COMPLETED && wanted.jobId().equals(fresh.jobId())
                    ? other(fresh, wanted)
                    : Optional.empty();
        } catch (SenderApiException answer) {
            LOG.info("{} no fresh URL status={}", wanted, answer.status());
            if (answer.retryable()) {
                throw EventFailed.retryable(
                        Reason.URL_EXPIRED, answer.retryAfter(), "the sender could not be asked for a fresh URL");
            }
            return Optional.empty();
        }
    }

    private static Optional<String> other(Event fresh, MediumToFetch wanted) {
        return fresh.media().stream()
                .filter(medium -> wanted.event().notes().oneOfSeveral()
                        ? medium.withoutQuery().equals(wanted.medium().withoutQuery())
                        : medium.index() == wanted.medium().index())
                .map(MediumRef::url)
                .filter(url -> !url.equals(wanted.medium().url()))
                .findFirst();
    }
}
