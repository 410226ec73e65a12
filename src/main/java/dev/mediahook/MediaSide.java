package dev.mediahook;

import dev.mediahook.config.Settings;
import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.event.Reason;
import dev.mediahook.fetch.Cidr;
import dev.mediahook.fetch.FetchMediumProcessor;
import dev.mediahook.fetch.FetchSettings;
import dev.mediahook.fetch.MediaFetcher;
import dev.mediahook.job.JobRoutes;
import dev.mediahook.job.Jobs;
import dev.mediahook.job.TrustRules;
import dev.mediahook.log.LogSample;
import dev.mediahook.media.AllStoredProcessor;
import dev.mediahook.media.GiveUpRoutes;
import dev.mediahook.media.ListMediaProcessor;
import dev.mediahook.media.LostExtraProcessor;
import dev.mediahook.media.Media;
import dev.mediahook.media.Medium;
import dev.mediahook.media.MostHopefulStrategy;
import dev.mediahook.media.PromisedMedia;
import dev.mediahook.media.RecordMediumProcessor;
import dev.mediahook.media.StoredFactsProcessor;
import dev.mediahook.observe.MediaMeters;
import dev.mediahook.store.ConfiguredStore;
import dev.mediahook.store.StoreMediumProcessor;
import dev.mediahook.store.WatchedStore;
import dev.mediahook.store.probe.TypeByBytes;
import dev.mediahook.work.WorkThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** Builds what fetches media, stores them, and records the results of their jobs. */
final class MediaSide implements AutoCloseable {

    private final Settings settings;
    private final Database database;
    private final Clock clock;
    private final WorkThreads threads;
    private final MediaMeters mediaMeters;
    private final LookSide looking;
    private final TypeByBytes types = new TypeByBytes();
    private @Nullable MediaFetcher fetcher;

    MediaSide(Settings settings, Database database, Clock clock, WorkThreads threads, LookSide looking) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        this.threads = threads;
        this.mediaMeters = looking.mediaMeters();
        this.looking = looking;
    }

    /**
     * Binds what the media routes refer to, and adds the routes that record the results of jobs.
     *
     * @param asking knows what to trust, and a medium's current URL if the old one has expired
     */
    WatchedStore bind(CamelContext context, Jobs jobs, SenderSide asking) throws Exception {
        Registry registry = context.getRegistry();
        TrustRules trust = asking.trust();
        WatchedStore store = new WatchedStore(
                ConfiguredStore.at(settings.media().store(), settings.media().permissions(), context),
                clock,
                threads.calls());
        MediaFetcher media = fetcher(context, store.keepsTheFile());
        registry.bind("mediahookWorkers", threads.transfers());
        registry.bind(
                "mediahookListMedia",
                new ListMediaProcessor(
                        database,
                        jobs,
                        stored -> store.holds(stored.name(), stored.size()),
                        media::discard,
                        trust,
                        new PromisedMedia(database, jobs, asking.question())));
        registry.bind("mediahookLostExtra", new LostExtraProcessor(database));
        registry.bind(
                "mediahookFetch",
                new FetchMediumProcessor(
                        media,
                        sender -> context.getPropertiesComponent()
                                .resolveProperty("mediahook." + sender + ".media-hosts")
                                .orElse(""),
                        asking.freshUrls()::of,
                        asking::mediaKey,
                        clock));
        registry.bind(
                "mediahookStore",
                new StoreMediumProcessor(
                        store,
                        types,
                        settings.media().contentTypes(),
                        settings.media().prefix(),
                        LogSample.ofFailures()));
        registry.bind("mediahookRecord", new RecordMediumProcessor(database, clock, this::stored));
        registry.bind("mediahookStored", new StoredFactsProcessor(clock));
        registry.bind("mediahookMostHopeful", new MostHopefulStrategy());
        registry.bind("mediahookAllStored", new AllStoredProcessor());
        context.addRoutes(new JobRoutes(database, jobs, Media::whole, trust));
        context.addRoutes(new GiveUpRoutes(database, jobs, (event, reason) -> lost(media, event, reason)));
        return store;
    }

    private void lost(MediaFetcher media, Event event, Reason reason) {
        mediaMeters.lost(event.sender(), reason);
        // If only the store failed, the fetched bytes are kept for a replay.
        if (reason != Reason.STORE_FAILED) {
            event.media().forEach(medium -> media.discard(event.id(), medium));
        }
    }

    /** Schedules the deletion of parts that nobody resumes. */
    void sweep() {
        // Loads the table of types now, so that the first medium does not wait for it.
        threads.calls().execute(() -> types.extension("image/png"));
        Duration life = longer(Duration.ofDays(1), settings.retry().giveUpAfter());
        MediaFetcher opened = fetcher;
        if (opened != null) {
            threads.schedule().every("parts", Duration.ZERO, Duration.ofHours(1), () -> opened.sweep(life));
        }
    }

    /** The addresses that this program itself listens on: no medium is fetched from there. */
    private static Set<InetSocketAddress> ourAddresses(CamelContext context) throws SocketException {
        Set<InetSocketAddress> ours = new HashSet<>();
        for (String property : List.of("camel.server.port", "camel.management.port", "server.port")) {
            int port = context.getPropertiesComponent()
                    .resolveProperty(property)
                    .filter(value -> value.matches("\\d{1,5}"))
                    .map(Integer::parseInt)
                    .orElse(0);
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
                parts(settings),
                toDisk);
        MediaFetcher opened = new MediaFetcher(fetching, clock, mediaMeters::waiting);
        fetcher = opened;
        return opened;
    }

    /** The folder of media that are being fetched; it need not be on the disk of the data folder. */
    static Path parts(Settings settings) {
        return settings.dataDir().resolve("parts");
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void stored(Event event, Medium.Stored medium) {
        Instant deadline = event.deadline();
        Duration margin = deadline == null ? null : Duration.between(medium.storedAt(), deadline);
        looking.observer().stored(event.sender(), medium, margin);
    }

    @Override
    public void close() throws IOException {
        if (fetcher != null) {
            fetcher.close();
        }
    }
}
