package dev.mediahook.fetch;

import dev.mediahook.delivery.EventId;
import dev.mediahook.event.MediumRef;
import dev.mediahook.event.Reason;
import dev.mediahook.http.OutgoingClient;
import dev.mediahook.work.NamedThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjIntConsumer;
import org.apache.hc.core5.util.TimeValue;

/**
 * Fetches media from URLs that strangers chose. Every hop is checked like the first URL, the client's own resolver
 * checks every address before a connection, and only complete media count. Blocks the caller; safe for any number of
 * concurrent callers.
 */
public final class MediaFetcher implements AutoCloseable {

    private static final int MOST_RESUMES = 5;
    private static final int MOST_TURNS = 20;
    private static final Duration WAIT_WHEN_BUSY = Duration.ofSeconds(1);
    private static final TimeValue UNUSED = TimeValue.ofSeconds(30);

    private final FetchSettings settings;
    private final InstantSource clock;
    private final OutgoingClient client;
    private final CheckedResolver resolver;
    private final HostLimits limits = new HostLimits();
    private final TransferSlots slots;
    private final MediaExchanges exchanges;
    private final ExecutorService beside = BesideTransfers.threads();
    private final Parts parts;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("mediahook-fetch-timer-"));

    /**
     * @param waiting called with a sender and how many of its media wait for a transfer slot
     */
    public MediaFetcher(FetchSettings settings, InstantSource clock, ObjIntConsumer<String> waiting) {
        this(settings, clock, waiting, InetAddress::getAllByName);
    }

    MediaFetcher(
            FetchSettings settings,
            InstantSource clock,
            ObjIntConsumer<String> waiting,
            CheckedResolver.NameLookup names) {
        this.settings = settings;
        this.clock = clock;
        this.resolver =
                new CheckedResolver(names, settings.allowAddresses(), settings.ours(), OwnAddresses::ofThisMachine);
        this.client = MediaClient.of(settings, resolver);
        this.slots = new TransferSlots(settings.overall(), settings.perHost(), waiting);
        this.parts = new Parts(
                settings.parts(), new Spooling(beside, new AlignedBuffers(Spool.BUFFER), settings.toDisk()), clock);
        this.exchanges = new MediaExchanges(settings, clock, client, timer);
        // Otherwise each transfer's entry would stay until its timeout, long after the transfer is done.
        timer.setRemoveOnCancelPolicy(true);
        var unused = timer.scheduleWithFixedDelay(
                () -> client.closeIdle(UNUSED), UNUSED.toSeconds(), UNUSED.toSeconds(), TimeUnit.SECONDS);
    }

    /** Tries to fetch a medium, without a listener. */
    FetchOutcome fetch(MediaRequest request) {
        return fetch(request, (begun, host, outcome, bytes) -> {});
    }

    /**
     * Tries to fetch a medium. Resumes a broken transfer as long as each request brings more bytes.
     *
     * @param listener called at least once with the outcome
     */
    FetchOutcome fetch(MediaRequest request, TransferListener listener) {
        Instant begun = clock.instant();
        AtomicBoolean heard = new AtomicBoolean();
        FetchOutcome outcome = once(request, (at, host, ended, bytes) -> {
            heard.set(true);
            listener.ended(at, host, ended, bytes);
        });
        if (!heard.get()) {
            listener.ended(begun, null, outcome, 0);
        }
        return outcome;
    }

    private FetchOutcome once(MediaRequest request, TransferListener listener) {
        if (!underWay.add(request.partKey())) {
            return new FetchOutcome.Retryable(Reason.FETCH_FAILED, "another try at this medium is under way", null);
        }
        try {
            return alone(request, listener);
        } finally {
            underWay.remove(request.partKey());
        }
    }

    private FetchOutcome alone(MediaRequest request, TransferListener listener) {
        try (Part part = parts.open(request.partKey())) {
            Optional<Download> before = part.whole();
            if (before.isPresent()) {
                return new FetchOutcome.Fetched(before.get());
            }
            MediaUrl url = exchanges.checked(request.url(), request.hosts());
            String host = url.host() + ":" + url.port();
            Optional<Duration> refused = limits.refusedFor(host);
            if (refused.isPresent()) {
                return new FetchOutcome.Retryable(
                        Reason.FETCH_FAILED, "the media host has failed too often of late", refused.get());
            }
            return recording(limits.of(host), request, url, part, listener);
        } catch (CheckedResolver.AddressRefused refused) {
            return new FetchOutcome.Refused(Reason.ADDRESS_REFUSED, String.valueOf(refused.getMessage()));
        } catch (UnknownHostException unknown) {
            return new FetchOutcome.Retryable(Reason.FETCH_FAILED, "the media host's name leads nowhere", null);
        } catch (FetchRefused refused) {
            return refused.outcome();
        } catch (IOException | UncheckedIOException disk) {
            return new FetchOutcome.Retryable(
                    Reason.STORE_FAILED, "the folder for parts can't be written: " + disk.getMessage(), null);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new FetchOutcome.Retryable(Reason.FETCH_FAILED, "the program is stopping", null);
        }
    }

    /** Deletes what has arrived of a medium that is no longer wanted. */
    public void discard(EventId event, MediumRef medium) {
        parts.discard(event, medium);
    }

    /** Deletes parts that were not stored, and not resumed for a while. */
    public void sweep(Duration age) {
        parts.sweep(age);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        timer.shutdownNow();
        beside.shutdown();
        client.close();
    }

    /**
     * Reports every result to the circuit breaker. A half-open breaker hands out a few permits and waits for each
     * result. A name that leads nowhere is the host's trouble, too: looking it up may take as long as a dead host.
     */
    private FetchOutcome recording(
            HostLimits.Host host, MediaRequest request, MediaUrl url, Part part, TransferListener listener)
            throws IOException, InterruptedException {
        boolean trouble = false;
        try {
            TransferSlots.Claim claim = new TransferSlots.Claim(
                    request.sender(), request.event(), resolver.placeOf(url.host(), url.port()));
            Optional<TransferSlots.Slot> slot = slots.acquire(claim, settings.total());
            if (slot.isEmpty()) {
                return new FetchOutcome.Retryable(Reason.FETCH_FAILED, "too many transfers are under way", null);
            }
            FetchOutcome outcome;
            try (TransferSlots.Slot held = slot.get()) {
                outcome = keepingItsPlace(host, new Tries(request, url, part, clock.instant(), listener));
            }
            trouble = outcome instanceof FetchOutcome.Retryable retryable && retryable.reason() == Reason.FETCH_FAILED;
            return outcome instanceof FetchOutcome.Busy busy
                    ? new FetchOutcome.Retryable(Reason.FETCH_FAILED, "the media host answered 429", busy.retryAfter())
                    : outcome;
        } catch (UnknownHostException nowhere) {
            trouble = !(nowhere instanceof CheckedResolver.AddressRefused);
            throw nowhere;
        } finally {
            if (trouble) {
                host.failed();
            } else {
                host.succeeded();
            }
        }
    }

    /**
     * If a host wants fewer requests, a transfer waits in its slot and goes first afterwards. Otherwise the media that
     * expire soonest would wait ever longer, while later ones use up what the host allows.
     */
    private FetchOutcome keepingItsPlace(HostLimits.Host host, Tries tries) throws IOException, InterruptedException {
        for (int turn = 1; ; turn++) {
            if (closed.await(host.quiet().toNanos(), TimeUnit.NANOSECONDS)) {
                return new FetchOutcome.Retryable(Reason.FETCH_FAILED, "the program is stopping", null);
            }
            FetchOutcome outcome = resuming(tries);
            if (!(outcome instanceof FetchOutcome.Busy busy)) {
                return outcome;
            }
            Duration wait = busy.retryAfter() == null ? WAIT_WHEN_BUSY : busy.retryAfter();
            host.quietFor(wait);
            if (turn == MOST_TURNS
                    || wait.compareTo(HostLimits.LONGEST_WAIT) > 0
                    || tries.left(settings.total(), clock.instant()).compareTo(wait) < 0) {
                return outcome;
            }
        }
    }

    private FetchOutcome resuming(Tries tries) throws IOException {
        for (int attempt = 1; ; attempt++) {
            long before = tries.part().size();
            Instant begun = clock.instant();
            FetchOutcome outcome = exchanges.one(tries, attempt);
            long after = tries.part().size();
            tries.listener().ended(begun, tries.url().host(), outcome, after < before ? after : after - before);
            boolean broken =
                    outcome instanceof FetchOutcome.Retryable retryable && retryable.reason() == Reason.TRUNCATED;
            boolean late = tries.left(settings.total(), clock.instant()).isNegative();
            if (!broken || late || attempt > MOST_RESUMES || tries.part().size() <= before) {
                if (!(outcome instanceof FetchOutcome.Fetched)) {
                    tries.part().keepOnlyToGoOn(!(outcome instanceof FetchOutcome.Refused));
                }
                return outcome;
            }
        }
    }
}
