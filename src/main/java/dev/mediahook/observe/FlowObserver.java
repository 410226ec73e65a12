package dev.mediahook.observe;

import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Via;
import dev.mediahook.drift.Drift;
import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import dev.mediahook.inbox.Kept;
import dev.mediahook.job.StatusListener;
import dev.mediahook.media.Medium;
import dev.mediahook.overview.Flow;
import dev.mediahook.overview.LastHeard;
import dev.mediahook.overview.Traffic;
import dev.mediahook.poll.StatusAnswers;
import dev.mediahook.receive.Refusal;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.view.ChangeViews.EventChange;
import dev.mediahook.view.JobStateView;
import dev.mediahook.view.RejectionView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Is told of each step of the flow; counts it, and shows it to watchers. */
public final class FlowObserver {

    private final Meters meters;
    private final MediaMeters mediaMeters;
    private final Traffic traffic;
    private final LastHeard heard;
    private final Optional<Drift> drift;
    private final BiConsumer<String, Object> watchers;
    private final InstantSource clock;

    /**
     * @param watchers receives the kind of a change and its view
     */
    public FlowObserver(
            Meters meters,
            MediaMeters mediaMeters,
            Traffic traffic,
            LastHeard heard,
            Optional<Drift> drift,
            BiConsumer<String, Object> watchers,
            InstantSource clock) {
        this.meters = meters;
        this.mediaMeters = mediaMeters;
        this.traffic = traffic;
        this.heard = heard;
        this.drift = drift;
        this.watchers = watchers;
        this.clock = clock;
    }

    /**
     * A delivery was kept, or was a repeat.
     *
     * @param headers the names of the delivery's headers, in lower case
     */
    public void kept(Event event, Kept kept, Set<String> headers) {
        Duration took = Duration.between(event.receivedAt(), clock.instant());
        meters.kept(event, kept, took);
        traffic.answered(took);
        traffic.count(kept == Kept.REPEAT ? Flow.REPEATS : Flow.ACCEPTED);
        if (kept != Kept.NEW) {
            return;
        }
        String state = event.readable() ? "accepted" : "dead";
        watchers.accept("event", new EventChange(event.id(), event.sender(), state, null));
        if (event.via() == Via.WEBHOOK) {
            heard.kept(event.sender(), event.receivedAt());
        }
        drift.ifPresent(watching -> watching.kept(event, headers));
        if (!event.readable()) {
            traffic.count(Flow.DEAD);
        }
    }

    public void refused(Refusal refusal) {
        meters.refused(refusal);
        traffic.count(Flow.REFUSED);
        heard.refused(refusal.sender(), refusal.at());
        watchers.accept("rejection", RejectionView.of(refusal));
    }

    /** The same answers, but counted. */
    public StatusAnswers counted(StatusAnswers answers) {
        return query -> {
            try {
                Event answer = answers.ask(query);
                meters.polled(query.sender(), answer.end() == null ? "running" : "ended");
                return answer;
            } catch (SenderApiException none) {
                meters.polled(query.sender(), "unanswered");
                throw none;
            }
        };
    }

    /** An event was processed, with this outcome. */
    public void tried(EventId event, String sender, Outcome outcome) {
        meters.tried(sender, outcome);
        watchers.accept("event", change(event, sender, outcome));
        if (outcome instanceof Outcome.Dead) {
            traffic.count(Flow.DEAD);
        }
    }

    private static EventChange change(EventId event, String sender, Outcome outcome) {
        if (outcome instanceof Outcome.Again again) {
            return new EventChange(event, sender, "accepted", again.reason().word());
        }
        if (outcome instanceof Outcome.Dead dead) {
            return new EventChange(event, sender, "dead", dead.reason().word());
        }
        Reason reason = ((Outcome.Done) outcome).reason();
        return new EventChange(event, sender, "done", reason == null ? null : reason.word());
    }

    /** A listener that shows the changes of jobs to watchers. */
    public StatusListener jobs() {
        return (handle, event, before, after, now) ->
                watchers.accept("job", JobStateView.of(after.sender(), after.jobId(), after.status()));
    }

    /**
     * A medium was stored.
     *
     * @param margin how long before the end of its URL the medium was stored; null if that end is not known
     */
    public void stored(String sender, Medium.Stored medium, @Nullable Duration margin) {
        mediaMeters.stored(sender, medium.size(), Duration.ofMillis(medium.fetchMillis()), margin);
        traffic.count(Flow.STORED);
    }
}
