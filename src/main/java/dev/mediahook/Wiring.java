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
import dev.mediahook.event.Event;
import dev.mediahook.event.Reason;
import dev.mediahook.fetch.Cidr;
import dev.mediahook.fetch.FetchRoutes;
import dev.mediahook.fetch.FetchSettings;
import dev.mediahook.fetch.MediaFetcher;
import dev.mediahook.inbox.AcknowledgeProcessor;
import dev.mediahook.inbox.AtRisk;
import dev.mediahook.inbox.CaffeineRepository;
import dev.mediahook.inbox.Dispatcher;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.InboxComponent;
import dev.mediahook.inbox.InboxRepository;
import dev.mediahook.inbox.Leases;
import dev.mediahook.inbox.Replay;
import dev.mediahook.inbox.Retention;
import dev.mediahook.job.JobRoutes;
import dev.mediahook.job.Jobs;
import dev.mediahook.job.MediaRoutes;
import dev.mediahook.job.Medium;
import dev.mediahook.job.StatusListeners;
import dev.mediahook.notify.NotifyRoutes;
import dev.mediahook.notify.Outbox;
import dev.mediahook.notify.UnsentNotifications;
import dev.mediahook.observe.MediaMeters;
import dev.mediahook.observe.Meters;
import dev.mediahook.poll.EndedJobs;
import dev.mediahook.receive.EventIds;
import dev.mediahook.receive.NoHeadersStrategy;
import dev.mediahook.receive.RawBodyEngine;
import dev.mediahook.receive.ReceiveProcessor;
import dev.mediahook.receive.RefusalRoutes;
import dev.mediahook.receive.Refusals;
import dev.mediahook.retry.RetryPolicy;
import dev.mediahook.store.MediumStore;
import dev.mediahook.store.StoreRoutes;
import dev.mediahook.store.probe.TypeByBytes;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
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
    private @Nullable MediaFetcher fetcher;
    private @Nullable SenderSide senderSide;
    private final TypeByBytes types = new TypeByBytes();
    private Runnable starting = () -> {};
    private final ExecutorService workers;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new NamedThreads("mediahook-timer-"));

    Wiring(Settings settings, MeterRegistry registry, RandomGenerator random, Clock clock, ExecutorService workers) {
        this.settings = settings;
        this.token = new ApiToken(settings.api().token());
        this.workers = workers;
        this.meters = new Meters(registry);
        this.mediaMeters = new MediaMeters(registry);
        this.random = random;
        this.clock = clock;
        this.ids = new EventIds(clock, random.nextLong());
        this.database = Database.open(settings);
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

    /** What the routes of the senders name, and the rooms that they lead to. */
    void bind(CamelContext context, RouteFiles routeFiles) throws Exception {
        Registry registry = context.getRegistry();
        registry.bind("noHeaders", new NoHeadersStrategy());
        registry.bind(
                "receive", new ReceiveProcessor(ids, clock, settings.webhook().maxBodyBytes()));
        registry.bind("inbox", new InboxRepository(inbox));
        registry.bind("caffeine", new CaffeineRepository(settings.retention(), Ticker.systemTicker()));
        registry.bind("acknowledge", new AcknowledgeProcessor(inbox, meters::kept));
        Outbox outbox = new Outbox(settings.notification().to());
        NotifyRoutes notifying =
                new NotifyRoutes(database, outbox, settings.notification().secret(), clock);
        UnsentNotifications unsent =
                new UnsentNotifications(notifying::sendUnsent, retryPolicy(), random, timer, workers);
        SenderSide asking = new SenderSide(context, database, ids, clock, unsent::send);
        senderSide = asking;
        context.addComponent(
                "inbox",
                new InboxComponent(
                        leases,
                        dispatcher,
                        retryPolicy(),
                        clock,
                        random,
                        settings.dispatch().workers(),
                        asking::asked));
        EndedJobs endedJobs = new EndedJobs(meters::ended);
        Jobs jobs = new Jobs(database, ids, clock, new StatusListeners(List.of(endedJobs, outbox, asking.watches())));
        starting = () -> {
            asking.start(inbox, jobs, random, timer, workers);
            unsent.send();
            retention(asking).start(timer);
        };
        context.addRoutesConfigurations(new RefusalRoutes(refusals, StoreUnavailable.class));
        MediumStore store =
                StoreRoutes.storeAt(settings.media().store(), settings.media().permissions(), context);
        MediaFetcher media = fetcher(context, store.keepsTheFile());
        context.addRoutes(new JobRoutes(database, jobs, (event, reason) -> {
            mediaMeters.lost(event.sender(), reason);
            // What only the store lacks is kept for a replay.
            if (reason != Reason.STORE_FAILED) {
                event.media().forEach(medium -> media.discard(event.id(), medium));
            }
        }));
        context.addRoutes(new FetchRoutes(
                media,
                sender -> context.getPropertiesComponent()
                        .resolveProperty("mediahook." + sender + ".media-hosts")
                        .orElse(""),
                asking::freshUrl));
        context.addRoutes(new StoreRoutes(
                store, types, settings.media().contentTypes(), settings.media().prefix()));
        context.addRoutes(new MediaRoutes(
                database, jobs, clock, workers, stored -> store.holds(stored.name(), stored.size()), this::stored));
        context.addRoutes(notifying);
        context.addRoutes(new ApiRoutes(
                token,
                new JobCalls(database),
                new EventCalls(database, new Replay(database, clock, dispatcher::readyAll)),
                asking.calls(jobs),
                asking.cancels(jobs),
                asking.senders(() -> routeFiles.states(context, asking::asked), refusals),
                new RejectionCalls(refusals)));
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

    RawBodyEngine engine() {
        Settings.Webhook webhook = settings.webhook();
        return new RawBodyEngine(this::bodyLimit, webhook.queue(), webhook.bodyTimeout());
    }

    /** A caller whom we know may send an image along with a job; of a stranger's body no more is kept in memory. */
    private int bodyLimit(HttpServerRequest request) {
        return request.path().startsWith("/api/") && token.opens(request.getHeader("Authorization"))
                ? settings.api().maxBodyBytes()
                : settings.webhook().maxBodyBytes();
    }

    /** Gives out events from here on; what an earlier run left under way comes first. */
    void start() {
        if (database.dialect() == Dialect.SQLITE) {
            leases.releaseAll();
        }
        dispatcher.start();
        // The first medium does not wait for the table of types to be read.
        workers.execute(() -> types.extension("image/png"));
        starting.run();
        new AtRisk(database, clock, settings.retry().giveUpAfter(), dispatcher::senders, mediaMeters::atRisk)
                .start(timer);
    }

    /** Where this program itself can be reached: no medium is there. */
    private static Set<InetSocketAddress> ourAddresses(CamelContext context) throws SocketException {
        Set<InetSocketAddress> ours = new HashSet<>();
        for (String property : List.of("camel.server.port", "camel.management.port")) {
            int port = Integer.parseInt(context.resolvePropertyPlaceholders("{{" + property + "}}"));
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(address -> ours.add(new InetSocketAddress(address, port)));
        }
        return ours;
    }

    private MediaFetcher fetcher(CamelContext context, boolean toDisk) throws SocketException {
        Settings.Media media = settings.media();
        FetchSettings fetching = new FetchSettings(
                media.maxBytes(),
                media.allowHttp(),
                media.allowAddresses().stream().map(Cidr::of).toList(),
                ourAddresses(context),
                media.connectTimeout(),
                media.idleTimeout(),
                media.totalTimeout(),
                media.leastThroughput(),
                media.perHost(),
                media.overall(),
                settings.dataDir().resolve("parts"),
                toDisk);
        MediaFetcher opened = new MediaFetcher(fetching, clock, mediaMeters::waiting);
        Duration life = longer(Duration.ofDays(1), settings.retry().giveUpAfter());
        var unused = timer.scheduleWithFixedDelay(() -> opened.sweep(life), 0, 1, TimeUnit.HOURS);
        fetcher = opened;
        return opened;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void stored(Event event, Medium.Stored medium) {
        Instant deadline = event.deadline();
        Duration margin = deadline == null ? null : Duration.between(medium.storedAt(), deadline);
        mediaMeters.stored(event.sender(), medium.size(), margin);
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
        if (fetcher != null) {
            fetcher.close();
        }
        database.close();
    }
}
