package dev.mediahook;

import dev.mediahook.api.LiveHub;
import dev.mediahook.config.KnownProperties;
import dev.mediahook.config.Settings;
import dev.mediahook.database.Database;
import dev.mediahook.database.DatabaseClock;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.fetch.HttpKeySource;
import dev.mediahook.inbox.AcknowledgeProcessor;
import dev.mediahook.inbox.Dispatcher;
import dev.mediahook.inbox.InboxComponent;
import dev.mediahook.inbox.KeptEvents;
import dev.mediahook.inbox.RelayedProcessor;
import dev.mediahook.inbox.Replay;
import dev.mediahook.inbox.StepErrorsStrategy;
import dev.mediahook.inbox.WatchedKeeper;
import dev.mediahook.job.Jobs;
import dev.mediahook.job.StatusListeners;
import dev.mediahook.media.DeadlineAlarm;
import dev.mediahook.observe.FlowObserver;
import dev.mediahook.poll.EndedJobs;
import dev.mediahook.receive.ChangingRoutes;
import dev.mediahook.receive.HostEngine;
import dev.mediahook.receive.NoHeadersStrategy;
import dev.mediahook.receive.ReceiveProcessor;
import dev.mediahook.receive.RefusalProcessor;
import dev.mediahook.receive.RefusalRoutes;
import dev.mediahook.receive.Refusals;
import dev.mediahook.receive.WebhookEndpoint;
import dev.mediahook.retry.RetryPolicy;
import dev.mediahook.sender.Senders;
import dev.mediahook.store.WatchedStore;
import dev.mediahook.view.ViewDataFormat;
import dev.mediahook.work.WorkThreads;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** Builds all parts once and binds what routes refer to. */
final class Wiring implements AutoCloseable {

    private final Settings settings;
    private final Database database;
    private final Dispatcher dispatcher;
    private final InboxSide kept;
    private final LookSide looking;
    private final FlowObserver observer;
    private final ViewDataFormat json;
    private final Refusals refusals;
    private final RandomGenerator random;
    private @Nullable MediaSide mediaSide;
    private @Nullable SenderSide senderSide;
    private Runnable starting = () -> {};
    private final WorkThreads threads;
    private final DatabaseClock clock;
    private @Nullable Health health;

    Wiring(
            Settings settings,
            Optional<DataSource> given,
            MeterRegistry registry,
            RandomGenerator random,
            Clock own,
            WorkThreads threads,
            ViewDataFormat json) {
        this.settings = settings;
        this.threads = threads;
        this.random = random;
        this.kept = new InboxSide(settings, given, random, own, threads);
        this.database = kept.database();
        this.clock = kept.clock();
        this.dispatcher = kept.dispatcher();
        this.looking = new LookSide(settings, registry, database, clock, json);
        this.json = json;
        this.observer = looking.observer();
        this.refusals = new Refusals(observer::refused, threads.schedule(), clock);
    }

    /**
     * Adds the component, what the senders' routes refer to, and the routes they lead to.
     *
     * @param given the names of all properties and environment variables that are set
     */
    void bind(CamelContext context, Senders senders, Set<String> given) throws Exception {
        context.addService(json);
        ExtendedCamelContext camel = context.getCamelContextExtension();
        camel.addInterceptStrategy(new StepErrorsStrategy(OwnExchanges::has));
        // Camel Main logs the properties that were looked up, with their values.
        camel.setAdditionalSensitiveKeywords(KnownProperties.sensitive(camel.getAdditionalSensitiveKeywords(), given));
        OwnKeys keys = OwnKeys.of(context, settings, database, clock);
        TellSide telling = new TellSide(
                context,
                settings,
                given,
                database,
                kept.ids(),
                clock,
                random,
                threads,
                looking.live(),
                keys.links(),
                json);
        SenderSide asking =
                new SenderSide(context, database, kept.ids(), clock, kept.duties(), keys.secrets(), telling::wake);
        senderSide = asking;
        List<RouteDefinition> before = routes(context);
        WatchedKeeper keeper = Keepers.keeper(context, settings, kept.inbox());
        SenderRoutes watching = bindDoors(context, senders, asking, keeper);
        EndedJobs endedJobs = new EndedJobs(looking.meters()::ended);
        Jobs jobs = new Jobs(
                database,
                kept.ids(),
                clock,
                new StatusListeners(List.of(endedJobs, telling.outbox(), asking.watches(), observer.jobs())));
        starting = () -> {
            asking.start(kept.inbox(), jobs, random, threads, observer::counted);
            telling.start();
            HostEngine.away(context, false);
            threads.schedule().every("live", LiveHub.TICK, LiveHub.TICK, looking.live()::tick);
            Deletions.of(settings, database, clock, kept.inbox(), asking.submissions(), kept.duties())
                    .start(threads.schedule());
        };
        MediaSide media = new MediaSide(settings, database, clock, threads, looking);
        mediaSide = media;
        WatchedStore store = media.bind(context, jobs, asking);
        media.sweep();
        health = Health.of(context, settings, database, dispatcher, store, senders, threads, keeper);
        context.addRoutes(telling.routes());
        Replay replay = new Replay(database, clock, dispatcher::readyAll);
        looking.bind(
                context,
                database,
                kept.ids(),
                senders,
                asking,
                jobs,
                replay,
                refusals,
                store,
                telling,
                keys.links(),
                threads);
        watching.guard(routes(context).stream()
                .filter(route -> !before.contains(route))
                .toList());
    }

    private static List<RouteDefinition> routes(CamelContext context) {
        return List.copyOf(
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions());
    }

    private SenderRoutes bindDoors(CamelContext context, Senders senders, SenderSide asking, WatchedKeeper keeper)
            throws Exception {
        Registry registry = context.getRegistry();
        HostEngine http = new HostEngine(
                context,
                new BodyLimits(settings, looking.tokens()),
                settings.webhook().workers(),
                settings.webhook().queue(),
                settings.webhook().bodyTimeout());
        context.addService(http, false, true);
        context.deferStartService(http, false);
        ReceiveProcessor receive =
                new ReceiveProcessor(kept.ids(), clock, settings.webhook().maxBodyBytes());
        RefusalProcessor refusal = new RefusalProcessor(refusals, StoreUnavailable.class);
        AcknowledgeProcessor acknowledge = new AcknowledgeProcessor(keeper, observer::kept);
        registry.bind("mediahookHttp", http);
        registry.bind("mediahookRefusals", refusals);
        registry.bind(ChangingRoutes.NAME, new ChangingRoutes());
        registry.bind("mediahookKeySource", new HttpKeySource());
        registry.bind("mediahookWallClock", clock.wall());
        registry.bind("mediahookNoHeaders", new NoHeadersStrategy());
        registry.bind("mediahookReceive", receive);
        registry.bind("mediahookAcknowledge", acknowledge);
        registry.bind("mediahookKeepRelayed", new RelayedProcessor(kept.inbox()));
        registry.bind("mediahookInbox", Keepers.repository(settings, keeper));
        InboxComponent events = new InboxComponent(
                kept.leases(),
                dispatcher,
                retryPolicy(),
                clock,
                random,
                settings.dispatch().workers(),
                asking::asked,
                observer::tried);
        context.addComponent(
                MediahookComponent.SCHEME,
                new MediahookComponent(
                        context, new WebhookEndpoint.Door(senders, http, receive, refusal, acknowledge), events));
        context.addRoutesConfigurations(new RefusalRoutes(refusal));
        return SenderRoutes.of(context, senders, receive.heads(), asking::registers);
    }

    /** Starts dispatching events, beginning with those that an earlier run left unfinished. */
    void start() {
        kept.start();
        starting.run();
        new DeadlineAlarm(
                        database,
                        clock,
                        settings.retry().giveUpAfter(),
                        dispatcher::senders,
                        looking.mediaMeters()::atRisk,
                        kept.duties())
                .start(threads.schedule());
    }

    /** The senders that have stored events. */
    Set<String> keptSenders() {
        return database.read(KeptEvents::senders);
    }

    /** Why it is not ready; empty if it is. */
    Optional<String> notReady() {
        return health == null ? Optional.of("not bound") : health.notReady();
    }

    private RetryPolicy retryPolicy() {
        Settings.Retry retry = settings.retry();
        return new RetryPolicy(retry.firstDelay(), retry.factor(), retry.maxDelay(), retry.giveUpAfter());
    }

    @Override
    public void close() throws IOException {
        threads.schedule().close();
        dispatcher.close();
        if (senderSide != null) {
            senderSide.close();
        }
        if (mediaSide != null) {
            mediaSide.close();
        }
        kept.close();
    }
}
