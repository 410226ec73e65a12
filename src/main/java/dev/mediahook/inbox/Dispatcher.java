package dev.mediahook.inbox;

import dev.mediahook.database.NodeChannel;
import dev.mediahook.log.EventLog;
import dev.mediahook.work.Loop;
import dev.mediahook.work.Loops;
import dev.mediahook.work.SharedThreads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * Takes events from the inbox to the senders' routes. Each sender has its own lane; the earliest deadline goes first.
 * Also renews the leases of running events. One thread decides; an executor does the work.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = EventLog.of(Dispatcher.class);
    /** How long to claim no more while deliveries wait and cores are short, for each node that shares these cores. */
    private static final Duration STAND_BACK = Duration.ofMillis(50);
    /** How many events of each sender are claimed meanwhile, so that even a flood does not stop the work. */
    private static final int FEW = 3;
    /** Few enough that our own leases are renewed in time. */
    private static final int MOST_PARTS_WOKEN = 100;

    private final Leases leases;
    private final InstantSource clock;
    private final Duration heartbeat;
    private final Duration longestTry;
    private final SharedThreads threads;
    private final BooleanSupplier busy;
    private final NodeChannel others;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Semaphore signals = new Semaphore(0);
    private final Loop loop;
    private volatile boolean open = true;
    private volatile Optional<Long> lastGoodTurn = Optional.empty();
    private volatile Instant nextDue = Instant.EPOCH;
    private Instant nextHeartbeat;

    /**
     * How long events stay ours.
     *
     * @param lease how long a lease lives; it is renewed three times in that time
     * @param longestTry the time after which a try has failed and its slot is free
     */
    public record Times(Duration lease, Duration longestTry) {}

    /**
     * @param threads limits the lanes: no sender gets more slots than this pool gives one sender
     * @param busy whether deliveries wait for resources that this work would use
     * @param others are told of ready events that are not taken up here
     */
    public Dispatcher(
            Leases leases,
            InstantSource clock,
            Times times,
            SharedThreads threads,
            BooleanSupplier busy,
            NodeChannel others,
            Loops loops) {
        this.busy = busy;
        this.others = others;
        this.leases = leases;
        this.clock = clock;
        this.heartbeat = times.lease().dividedBy(3);
        this.longestTry = times.longestTry();
        this.threads = threads;
        this.nextHeartbeat = clock.instant().plus(heartbeat);
        this.loop = loops.loop("mediahook-dispatcher", () -> open, this::turnOrPause);
    }

    public void start() {
        loop.start();
    }

    /** How long ago events could last be given out; empty before the first time. */
    public Optional<Duration> sinceLastGoodTurn() {
        return lastGoodTurn.map(nanos -> Duration.ofNanos(System.nanoTime() - nanos));
    }

    /** Opens a sender's lane; the work runs on a thread of its own and finishes its event itself. */
    void open(String sender, int slots, Lane.Work work) {
        int most = Math.min(slots, (threads.most() + 1) / 2);
        lanes.compute(sender, (name, before) -> new Lane(name, most, work, signals::release, before));
        signals.release();
    }

    /** Closes a sender's lane: nothing more is claimed, what is under way goes on. */
    void close(String sender) {
        Lane lane = lanes.get(sender);
        if (lane != null) {
            lane.close();
        }
    }

    /** The senders that have a lane. */
    public Set<String> senders() {
        return Set.copyOf(lanes.keySet());
    }

    /** How many events of this sender are being worked on. */
    int underWay(String sender) {
        Lane lane = lanes.get(sender);
        return lane == null ? 0 : lane.count();
    }

    /** An event of this sender is ready. */
    public void ready(String sender) {
        Lane lane = lanes.get(sender);
        if (lane != null && lane.signal()) {
            signals.release();
        } else if (lane == null || lane.full()) {
            others.tell(sender);
        }
    }

    /** Events of any sender may be ready, and more than this program takes up. */
    public void readyAll() {
        leftByOthers("");
        others.tellAll();
    }

    /** Another node left events of this sender to us, or of any sender if the name is empty. */
    public void leftByOthers(String sender) {
        lanes.values().stream()
                .filter(lane -> sender.isEmpty() || sender.equals(lane.sender()))
                .forEach(Lane::signal);
        signals.release();
    }

    /** An event will be ready at this time. */
    synchronized void readyAt(Instant due) {
        if (due.isBefore(nextDue)) {
            nextDue = due;
            signals.release();
        }
    }

    private void turnOrPause() throws InterruptedException {
        try {
            turn();
        } catch (RuntimeException | ExecutionException | TimeoutException trouble) {
            if (open) {
                LOG.warn("the inbox can't give out events for now error={}", trouble);
                pause(others.lookEvery());
            }
        }
    }

    private void turn() throws InterruptedException, ExecutionException, TimeoutException {
        Instant now = clock.instant();
        lanes.values().forEach(lane -> lane.endLate(longestTry, threads));
        // Extend first: if the database was away for a while, waking would free our own leases with the others'.
        if (!now.isBefore(nextHeartbeat)) {
            List<Leased> running = new ArrayList<>();
            lanes.values().forEach(lane -> running.addAll(lane.running()));
            leases.extend(running);
            nextHeartbeat = now.plus(heartbeat);
        }
        if (!now.isBefore(nextDue)) {
            wake(now);
        }
        boolean standsBack = busy.getAsBoolean();
        claim(standsBack ? FEW : Integer.MAX_VALUE);
        lastGoodTurn = Optional.of(System.nanoTime());
        if (standsBack && closed.await(STAND_BACK.toMillis() * others.onThisMachine(), TimeUnit.MILLISECONDS)) {
            return;
        }
        if (lanes.values().stream().noneMatch(Lane::wantsMore)) {
            pause(shorter(Duration.between(clock.instant(), nextDue), heartbeat));
        }
    }

    /** Wakes events that are due, and looks now and then for those of other programs on the same database. */
    private void wake(Instant now) {
        nextDue = now.plus(others.lookEvery());
        // Wake everything before claiming: the last event may have the earliest deadline.
        int parts = 1;
        while (leases.wake() == Leases.MOST_WOKEN && parts < MOST_PARTS_WOKEN) {
            parts++;
        }
        leases.nextDue().ifPresent(this::readyAt);
        lanes.values().forEach(Lane::signal);
    }

    private void claim(int most) throws InterruptedException, ExecutionException, TimeoutException {
        Map<Lane, CompletableFuture<List<Leased>>> claims = new LinkedHashMap<>();
        Map<Lane, Integer> asked = new LinkedHashMap<>();
        for (Lane lane : lanes.values()) {
            int wanted = lane.wanted(most);
            if (wanted > 0) {
                asked.put(lane, wanted);
                claims.put(lane, leases.claim(lane.sender(), wanted, lane.takes()));
            }
        }
        for (Map.Entry<Lane, CompletableFuture<List<Leased>>> claim : claims.entrySet()) {
            Lane lane = claim.getKey();
            List<Leased> leased = claim.getValue().get(30, TimeUnit.SECONDS);
            if (leased.size() == asked.getOrDefault(lane, 0)) {
                lane.signal();
                others.tell(lane.sender());
            }
            List<Leased> left = lane.begin(leased, threads);
            if (!left.isEmpty()) {
                leases.giveBack(left);
                others.tell(lane.sender());
            }
        }
    }

    private void pause(Duration most) {
        try {
            if (signals.tryAcquire(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS)) {
                signals.drainPermits();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        open = false;
        closed.countDown();
        lanes.values().forEach(Lane::close);
        loop.interrupt();
    }
}
