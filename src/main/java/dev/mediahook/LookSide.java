package dev.mediahook;

import dev.mediahook.api.ApiCallers;
import dev.mediahook.api.ApiCalls;
import dev.mediahook.api.ApiRoutes;
import dev.mediahook.api.ApiTokens;
import dev.mediahook.api.AttemptCalls;
import dev.mediahook.api.EventCalls;
import dev.mediahook.api.JobCalls;
import dev.mediahook.api.LiveHub;
import dev.mediahook.api.MediaCalls;
import dev.mediahook.api.OverviewCalls;
import dev.mediahook.api.RejectionCalls;
import dev.mediahook.api.ReplayCalls;
import dev.mediahook.api.SearchCalls;
import dev.mediahook.api.StreamCalls;
import dev.mediahook.api.WrongTokens;
import dev.mediahook.config.Settings;
import dev.mediahook.console.ConsoleHeadersStrategy;
import dev.mediahook.console.ConsoleRoutes;
import dev.mediahook.console.Session;
import dev.mediahook.console.SessionCookie;
import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.Via;
import dev.mediahook.drift.Drift;
import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import dev.mediahook.inbox.Kept;
import dev.mediahook.inbox.Replay;
import dev.mediahook.job.Jobs;
import dev.mediahook.job.StatusListener;
import dev.mediahook.media.Medium;
import dev.mediahook.observe.MediaMeters;
import dev.mediahook.observe.Meters;
import dev.mediahook.overview.Flow;
import dev.mediahook.overview.InboxMeters;
import dev.mediahook.overview.LastHeard;
import dev.mediahook.overview.Overview;
import dev.mediahook.overview.SharedRefusals;
import dev.mediahook.overview.Sharing;
import dev.mediahook.overview.Traffic;
import dev.mediahook.poll.StatusAnswers;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.Refusals;
import dev.mediahook.sender.Senders;
import dev.mediahook.store.MediumStore;
import dev.mediahook.submit.SenderAnswer;
import dev.mediahook.view.ChangeViews.EventChange;
import dev.mediahook.view.JobStateView;
import dev.mediahook.view.RejectionView;
import dev.mediahook.work.WorkThreads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** Builds what counts, shows and steers: meters, the API, the console. */
final class LookSide {

    private final Settings settings;
    private final MeterRegistry registry;
    private final Clock clock;
    private final ApiTokens tokens;
    private final SessionCookie sessions;
    private final Meters meters;
    private final MediaMeters mediaMeters;
    private final WrongTokens wrong;
    private final Traffic traffic;
    private final LastHeard heard = new LastHeard();
    private final LiveHub live;
    private volatile @Nullable Drift drift;

    LookSide(Settings settings, MeterRegistry registry, Clock clock) {
        this.settings = settings;
        this.registry = registry;
        this.clock = clock;
        this.tokens = new ApiTokens(settings.api().token(), settings.api().readToken());
        this.sessions = new SessionCookie(settings.api().token(), settings.api().readToken(), clock);
        this.meters = new Meters(registry);
        this.mediaMeters = new MediaMeters(registry);
        this.wrong = new WrongTokens(meters::wrongToken, System::nanoTime);
        this.traffic = new Traffic(clock);
        this.live = new LiveHub(Long.toString(clock.millis(), Character.MAX_RADIX), System::nanoTime);
    }

    /** The API and the console, if they are enabled. */
    void bind(
            CamelContext context,
            Database database,
            EventIds ids,
            Senders senders,
            SenderSide asking,
            Jobs jobs,
            Replay replay,
            Refusals refusals,
            MediumStore store,
            TellSide telling,
            WorkThreads threads)
            throws Exception {
        context.getRegistry().bind("mediahookWrongTokens", wrong);
        new InboxMeters(registry, database, clock).start(threads.schedule());
        if (!settings.api().enabled()) {
            return;
        }
        SharedRefusals shared = new SharedRefusals(database, refusals, ids);
        Sharing.of(database, traffic, heard, shared, clock).start(threads.schedule());
        Overview overview =
                new Overview(traffic, database, shared, settings.retry().giveUpAfter(), clock);
        Drift watching = new Drift(database);
        watching.start(threads.schedule());
        drift = watching;
        context.addRoutes(new ApiRoutes(
                new ApiCallers(tokens, sessions, wrong),
                new ApiCalls(
                        new JobCalls(database),
                        new MediaCalls(database, store),
                        new EventCalls(database, replay, senders::redaction),
                        new AttemptCalls(database),
                        new SearchCalls(database, senders::redaction),
                        new ReplayCalls(replay, threads.calls(), clock),
                        telling.calls(),
                        asking.calls(jobs, sender -> senders.named(sender).isPresent()),
                        asking.cancels(jobs),
                        asking.senders(senders::all, heard),
                        new RejectionCalls(shared),
                        new OverviewCalls(overview, watching),
                        new StreamCalls(live))));
        if (settings.api().console() && tokens.any()) {
            context.getRegistry().bind("mediahookConsoleHeaders", new ConsoleHeadersStrategy());
            context.addRoutes(new ConsoleRoutes(sessions, this::session, wrong::add));
        }
    }

    ApiTokens tokens() {
        return tokens;
    }

    MediaMeters mediaMeters() {
        return mediaMeters;
    }

    Meters meters() {
        return meters;
    }

    private Session session(String token) {
        return switch (tokens.ofToken(token)) {
            case STEER -> Session.STEERS;
            case LOOK -> Session.LOOKS;
            case NONE -> Session.NONE;
        };
    }

    void kept(Event event, Kept kept, Set<String> headers) {
        Duration took = Duration.between(event.receivedAt(), clock.instant());
        meters.kept(event, kept, took);
        traffic.answered(took);
        if (kept == Kept.NEW) {
            String state = event.readable() ? "accepted" : "dead";
            live.publish("event", new EventChange(event.id(), event.sender(), state, null));
        }
        traffic.count(kept == Kept.REPEAT ? Flow.REPEATS : Flow.ACCEPTED);
        if (kept == Kept.NEW && event.via() == Via.WEBHOOK) {
            heard.kept(event.sender(), event.receivedAt());
        }
        Drift watching = drift;
        if (kept == Kept.NEW && watching != null) {
            watching.kept(event, headers);
        }
        if (kept == Kept.NEW && !event.readable()) {
            traffic.count(Flow.DEAD);
        }
    }

    void refused(Refusal refusal) {
        meters.refused(refusal);
        traffic.count(Flow.REFUSED);
        heard.refused(refusal.sender(), refusal.at());
        live.publish("rejection", RejectionView.of(refusal));
    }

    /** The same answers, counted. */
    StatusAnswers counted(StatusAnswers answers) {
        return query -> {
            try {
                Event answer = answers.ask(query);
                meters.polled(query.sender(), answer.end() == null ? "running" : "ended");
                return answer;
            } catch (SenderAnswer none) {
                meters.polled(query.sender(), "unanswered");
                throw none;
            }
        };
    }

    void tried(EventId event, String sender, Outcome outcome) {
        meters.tried(sender, outcome);
        live.publish("event", change(event, sender, outcome));
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

    /** Hears of jobs, for those who watch the stream. */
    StatusListener jobs() {
        return (handle, event, before, after, now) ->
                live.publish("job", JobStateView.of(after.sender(), after.jobId(), after.status()));
    }

    /** Shows those who watch the stream what happens. */
    LiveHub live() {
        return live;
    }

    void stored(String sender, Medium.Stored medium, @Nullable Duration margin) {
        mediaMeters.stored(sender, medium.size(), Duration.ofMillis(medium.fetchMillis()), margin);
        traffic.count(Flow.STORED);
    }
}
