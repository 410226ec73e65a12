package dev.mediahook;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.api.ApiRoutes;
import dev.mediahook.api.ApiToken;
import dev.mediahook.api.EventCalls;
import dev.mediahook.api.JobCalls;
import dev.mediahook.api.RejectionCalls;
import dev.mediahook.config.Settings;
import dev.mediahook.database.Database;
import dev.mediahook.database.Dialect;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.inbox.AcknowledgeProcessor;
import dev.mediahook.inbox.AtRisk;
import dev.mediahook.inbox.CaffeineRepository;
import dev.mediahook.inbox.ConfiguredRepository;
import dev.mediahook.inbox.Dispatcher;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.InboxComponent;
import dev.mediahook.inbox.InboxRepository;
import dev.mediahook.inbox.Leases;
import dev.mediahook.inbox.Replay;
import dev.mediahook.inbox.Retention;
import dev.mediahook.job.Jobs;
import dev.mediahook.job.StatusListeners;
import dev.mediahook.notify.NotifyRoutes;
import dev.mediahook.notify.Outbox;
import dev.mediahook.notify.UnsentNotifications;
import dev.mediahook.observe.MediaMeters;
import dev.mediahook.observe.Meters;
import dev.mediahook.poll.EndedJobs;
import dev.mediahook.receive.EventIds;
import dev.mediahook.receive.HostEngine;
import dev.mediahook.receive.NoHeadersStrategy;
import dev.mediahook.receive.ReceiveProcessor;
import dev.mediahook.receive.RefusalProcessor;
import dev.mediahook.receive.RefusalRoutes;
import dev.mediahook.receive.Refusals;
import dev.mediahook.receive.WebhookEndpoint;
import dev.mediahook.retry.RetryPolicy;
import dev.mediahook.sender.Senders;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** Builds the rooms once and puts what routes name into the registry. */
final class Wiring implements AutoCloseable {

    /** More than a few sporadic deliveries ever leave waiting, and far less than a burst does. */
    private static final int MANY_QUEUED = 8;

    private final Settings settings;
    private final ApiToken token;
    private final Database database;
    private final Dispatcher dispatcher;
    private final Leases leases;
    private final Inbox inbox;
    private final Meters meters;
    private final MediaMeters mediaMeters;
    private final Refusals refusals;
    private final RandomGenerator random;
    private final EventIds ids;
    private @Nullable MediaSide mediaSide;
    private @Nullable SenderSide senderSide;
    private Runnable starting = () -> {};
    private final ExecutorService workers;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    Wiring(
            Settings settings,
            Optional<DataSource> given,
            MeterRegistry registry,
            RandomGenerator random,
            Clock clock,
            ExecutorService workers,
            ScheduledExecutorService timer) {
        this.timer = timer;
        this.settings = settings;
        this.token = new ApiToken(settings.api().token());
        this.workers = workers;
        this.meters = new Meters(registry);
        this.mediaMeters = new MediaMeters(registry);
        this.random = random;
        this.clock = clock;
        this.ids = new EventIds(clock, random.nextLong());
        this.database = Database.open(settings, given);
        this.leases = new Leases(
                database, clock, settings.dispatch().lease(), UUID.randomUUID().toString());
        this.dispatcher = new Dispatcher(
                leases,
                clock,
                settings.dispatch().lease(),
                workers,
                () -> database.writer().queued() > MANY_QUEUED);
        this.inbox = new Inbox(
                database,
                clock,
                settings.retry().giveUpAfter(),
                settings.retention(),
                event -> dispatcher.ready(event.sender()));
        this.refusals = new Refusals(meters::refused);
    }

    /** The scheme, what the routes of the senders name, and the rooms that they lead to. */
    void bind(CamelContext context, Senders senders) throws Exception {
        Outbox outbox = new Outbox(settings.notification().to());
        NotifyRoutes notifying =
                new NotifyRoutes(database, outbox, settings.notification().secret(), clock);
        UnsentNotifications unsent =
                new UnsentNotifications(notifying::sendUnsent, retryPolicy(), random, timer, workers);
        SenderSide asking = new SenderSide(context, database, ids, clock, unsent::send);
        senderSide = asking;
        List<RouteDefinition> before = routes(context);
        SenderRoutes looking = bindDoors(context, senders, asking);
        EndedJobs endedJobs = new EndedJobs(meters::ended);
        Jobs jobs = new Jobs(database, ids, clock, new StatusListeners(List.of(endedJobs, outbox, asking.watches())));
        starting = () -> {
            asking.start(inbox, jobs, random, timer, workers);
            unsent.send();
            retention(asking).start(timer);
        };
        MediaSide media = new MediaSide(settings, database, clock, workers, mediaMeters);
        mediaSide = media;
        media.bind(context, jobs, asking::freshUrl);
        media.sweep(timer);
        context.addRoutes(notifying);
        if (settings.api().enabled()) {
            context.addRoutes(new ApiRoutes(
                    token,
                    new JobCalls(database),
                    new EventCalls(database, new Replay(database, clock, dispatcher::readyAll)),
                    asking.calls(jobs),
                    asking.cancels(jobs),
                    asking.senders(senders::all, refusals),
                    new RejectionCalls(refusals)));
        }
        looking.guard(routes(context).stream()
                .filter(route -> !before.contains(route))
                .toList());
    }

    private static List<RouteDefinition> routes(CamelContext context) {
        return List.copyOf(
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions());
    }

    private SenderRoutes bindDoors(CamelContext context, Senders senders, SenderSide asking) throws Exception {
        Registry registry = context.getRegistry();
        HostEngine http = new HostEngine(
                context,
                this::bodyLimit,
                settings.webhook().queue(),
                settings.webhook().bodyTimeout());
        ReceiveProcessor receive =
                new ReceiveProcessor(ids, clock, settings.webhook().maxBodyBytes());
        RefusalProcessor refusal = new RefusalProcessor(refusals, StoreUnavailable.class);
        AcknowledgeProcessor acknowledge = new AcknowledgeProcessor(inbox, meters::kept);
        registry.bind("mediahookHttp", http);
        registry.bind("mediahookNoHeaders", new NoHeadersStrategy());
        registry.bind("mediahookReceive", receive);
        registry.bind("mediahookAcknowledge", acknowledge);
        registry.bind("mediahookInbox", new ConfiguredRepository(repositories()));
        InboxComponent kept = new InboxComponent(
                leases,
                dispatcher,
                retryPolicy(),
                clock,
                random,
                settings.dispatch().workers(),
                asking::asked);
        context.addComponent(
                MediahookComponent.SCHEME,
                new MediahookComponent(
                        context, new WebhookEndpoint.Door(senders, http, receive, refusal, acknowledge), kept));
        context.addRoutesConfigurations(new RefusalRoutes(refusal));
        SenderRoutes looking = new SenderRoutes(context, senders, asking::registers);
        context.getCamelContextExtension().getContextPlugin(Model.class).addModelLifecycleStrategy(looking);
        return looking;
    }

    /** What {@code mediahook.idempotent-repository} names, by its name; else one of the context's own. */
    private Map<String, IdempotentRepository> repositories() {
        return Map.of(
                "inbox", new InboxRepository(inbox),
                "caffeine", new CaffeineRepository(settings.retention(), Ticker.systemTicker()));
    }

    private Retention retention(SenderSide asking) {
        return new Retention(
                settings.retention(),
                List.of(
                        new Retention.Deletion("events", inbox::deleteOlderThan),
                        new Retention.Deletion(
                                "notifications",
                                age -> Outbox.deleteToldBefore(
                                        database, clock.instant().minus(age))),
                        new Retention.Deletion("submissions", asking.submissions()::deleteOlderThan)));
    }

    /** A caller whom we know may send an image along with a job; of a stranger's body no more is kept in memory. */
    int bodyLimit(String path, @Nullable String authorization) {
        return path.startsWith("/api/") && token.opens(authorization)
                ? settings.api().maxBodyBytes()
                : settings.webhook().maxBodyBytes();
    }

    /** Gives out events from here on; what an earlier run left under way comes first. */
    void start() {
        if (database.dialect() == Dialect.SQLITE) {
            leases.releaseAll();
        }
        dispatcher.start();
        starting.run();
        new AtRisk(database, clock, settings.retry().giveUpAfter(), dispatcher::senders, mediaMeters::atRisk)
                .start(timer);
    }

    private RetryPolicy retryPolicy() {
        Settings.Retry retry = settings.retry();
        return new RetryPolicy(retry.firstDelay(), retry.factor(), retry.maxDelay(), retry.giveUpAfter());
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        dispatcher.close();
        if (senderSide != null) {
            senderSide.close();
        }
        if (mediaSide != null) {
            mediaSide.close();
        }
        database.close();
    }
}
