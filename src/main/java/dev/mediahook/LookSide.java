package dev.mediahook;

import dev.mediahook.api.Access;
import dev.mediahook.api.ApiCallers;
import dev.mediahook.api.ApiCalls;
import dev.mediahook.api.ApiRoutes;
import dev.mediahook.api.ApiTokens;
import dev.mediahook.api.AttemptCalls;
import dev.mediahook.api.EventCalls;
import dev.mediahook.api.JobCalls;
import dev.mediahook.api.LiveHub;
import dev.mediahook.api.MediaCalls;
import dev.mediahook.api.RejectionCalls;
import dev.mediahook.api.ReplayCalls;
import dev.mediahook.api.SearchCalls;
import dev.mediahook.api.StreamCalls;
import dev.mediahook.api.WrongTokens;
import dev.mediahook.config.Settings;
import dev.mediahook.console.ConsoleRoutes;
import dev.mediahook.console.Session;
import dev.mediahook.console.SessionCookie;
import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.drift.Drift;
import dev.mediahook.inbox.Replay;
import dev.mediahook.job.Jobs;
import dev.mediahook.observe.FlowObserver;
import dev.mediahook.observe.MediaMeters;
import dev.mediahook.observe.Meters;
import dev.mediahook.overview.InboxLook;
import dev.mediahook.overview.InboxMeters;
import dev.mediahook.overview.LastHeard;
import dev.mediahook.overview.Overview;
import dev.mediahook.overview.SharedRefusals;
import dev.mediahook.overview.Sharing;
import dev.mediahook.overview.Traffic;
import dev.mediahook.receive.Refusals;
import dev.mediahook.sender.Senders;
import dev.mediahook.store.MediumStore;
import dev.mediahook.verify.MediaLinks;
import dev.mediahook.view.ViewDataFormat;
import dev.mediahook.work.WorkThreads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Builds what measures, shows and controls: meters, the API, the console. */
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
    private final Optional<Drift> drift;
    private final FlowObserver observer;
    private final ViewDataFormat json;

    LookSide(Settings settings, MeterRegistry registry, Database database, Clock clock, ViewDataFormat json) {
        this.settings = settings;
        this.registry = registry;
        this.clock = clock;
        this.tokens = new ApiTokens(settings.api().token(), settings.api().readToken());
        this.sessions = new SessionCookie(settings.api().token(), settings.api().readToken(), clock);
        this.meters = new Meters(registry);
        this.mediaMeters = new MediaMeters(registry);
        this.wrong = new WrongTokens(meters::wrongToken, System::nanoTime);
        this.traffic = new Traffic(clock);
        this.live = new LiveHub(Long.toString(clock.millis(), Character.MAX_RADIX), System::nanoTime, json);
        this.drift = settings.api().enabled() ? Optional.of(new Drift(database)) : Optional.empty();
        this.observer = new FlowObserver(meters, mediaMeters, traffic, heard, drift, live::publish, clock);
        this.json = json;
    }

    /** Adds the API and the console, if they are enabled. */
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
            Optional<MediaLinks> links,
            WorkThreads threads)
            throws Exception {
        context.getRegistry().bind("mediahookWrongTokens", wrong);
        InboxLook look = new InboxLook(database);
        new InboxMeters(registry, database, look, clock).start(threads.schedule());
        SharedRefusals shared = new SharedRefusals(database, refusals, ids);
        Overview overview = new Overview(traffic, look, shared, settings.retry().giveUpAfter(), clock);
        new OverviewDevConsole(overview::now, senders::all, heard).register(context);
        if (drift.isEmpty()) {
            return;
        }
        Drift watching = drift.get();
        Sharing.of(database, traffic, heard, shared, clock).start(threads.schedule());
        watching.start(threads.schedule());
        context.addRoutes(new ApiRoutes(
                new ApiCallers(tokens, sessions, links, wrong),
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
                        overview,
                        watching,
                        new StreamCalls(live)),
                json));
        if (settings.api().console() && tokens.any()) {
            context.getRegistry().bind("mediahookConsoleHeaders", ConsoleRoutes.headers());
            context.addRoutes(new ConsoleRoutes(sessions, this::session, wrong::add));
        }
    }

    ApiTokens tokens() {
        return tokens;
    }

    MediaMeters mediaMeters() {
        return mediaMeters;
    }

    /** Is told of each step of the flow. */
    FlowObserver observer() {
        return observer;
    }

    Meters meters() {
        return meters;
    }

    private Session session(String token) {
        Access access = tokens.ofToken(token);
        return access == Access.STEER ? Session.STEERS : access == Access.LOOK ? Session.LOOKS : Session.NONE;
    }

    /** Publishes what happens to those who watch the stream. */
    LiveHub live() {
        return live;
    }
}
