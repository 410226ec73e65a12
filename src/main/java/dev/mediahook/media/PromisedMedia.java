package dev.mediahook.media;

import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Reason;
import dev.mediahook.job.Jobs;
import dev.mediahook.job.SuccessSource;
import java.util.Optional;

/**
 * Makes sure that a success has the media that it promises. If it names none, the sender is asked, as for a job that is
 * not ready yet. If it names too many, it is refused before anything is written.
 */
public final class PromisedMedia {

    private final Database database;
    private final Jobs jobs;
    private final SuccessSource source;

    public PromisedMedia(Database database, Jobs jobs, SuccessSource source) {
        this.database = database;
        this.jobs = jobs;
        this.source = source;
    }

    /**
     * The success with its media; empty if another event has brought them meanwhile.
     *
     * @throws EventFailed if the media can't be had, or not yet
     */
    Optional<Event> of(Event event, String jobId) {
        if (event.flaw() == Reason.TOO_LARGE) {
            throw EventFailed.permanent(Reason.TOO_LARGE, "the event names more media than are fetched of one job");
        }
        if (event.flaw() != Reason.NO_MEDIA) {
            return Optional.of(event);
        }
        if (completed(event, jobId)) {
            return Optional.empty();
        }
        Event answer =
                source.ask(event, jobId).orElseThrow(() -> EventFailed.permanent(Reason.NO_MEDIA, nobodyToAsk(event)));
        if (answer.flaw() == Reason.NO_MEDIA) {
            startMedia(event, jobId);
            throw EventFailed.retryable(Reason.NO_MEDIA, null, "the sender says success but names no medium so far");
        }
        return of(answer, jobId);
    }

    private static String nobodyToAsk(Event event) {
        return event.notes().thin()
                ? "its sender only tells that the job has ended, and without mediahook." + event.sender()
                        + ".api-key can't be asked for more"
                : "the success names no medium, and without a key the sender can't be asked";
    }

    private boolean completed(Event event, String jobId) {
        return database.read(handle -> Jobs.find(handle, event.sender(), jobId))
                .filter(job -> job.status() == JobStatus.COMPLETED)
                .isPresent();
    }

    /** From here on this event asks the sender, not the poller. */
    private void startMedia(Event event, String jobId) {
        database.writer().write(handle -> {
            return Media.start(handle, jobs, event, jobId);
        });
    }
}
