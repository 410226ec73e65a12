package dev.mediahook.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.Sieve;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An inbox on its own database, with a clock that the test moves. Nothing takes events out unless the test claims them.
 */
final class TestInbox implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(30);

    final SettableClock clock = new SettableClock();
    final List<Event> ready = new CopyOnWriteArrayList<>();
    final Database database;
    final Inbox inbox;
    final Leases leases;
    final Replay replay;
    private final DoneEvents done = new DoneEvents(Duration.ofDays(30), Ticker.systemTicker());
    private final EventIds ids = new EventIds(clock, 0);

    TestInbox(TestDatabase kind, Path folder) {
        this(kind, folder, Map.of());
    }

    TestInbox(TestDatabase kind, Path folder, Map<String, String> properties) {
        database = kind.open(folder, properties);
        inbox = new Inbox(database, clock, Duration.ofHours(2), Duration.ofDays(30), done, ready::add);
        leases = new Leases(database, clock, LEASE, "one", done);
        replay = new Replay(database, clock, () -> {});
    }

    Leases otherNode() {
        return new Leases(database, clock, LEASE, "other", new DoneEvents(Duration.ofDays(30), Ticker.systemTicker()));
    }

    Event event(String sender, String key) {
        return event(sender, key, null);
    }

    /**
     * @param deadline how long after now; null for none
     */
    Event event(String sender, String key, Duration deadline) {
        Instant now = clock.instant();
        return new Event(
                ids.next(),
                sender,
                key,
                "job-" + key,
                "Ready",
                Meaning.COMPLETED,
                List.of(),
                null,
                null,
                Via.WEBHOOK,
                Proof.SIGNED,
                now,
                deadline == null ? null : now.plus(deadline),
                RawBody.of(key.getBytes(UTF_8)));
    }

    /** The same event with another origin, proof and body. */
    static Event with(Event event, Via via, Proof proof, String body) {
        return new Event(
                event.id(),
                event.sender(),
                event.key(),
                event.jobId(),
                event.status(),
                event.meaning(),
                event.media(),
                event.flaw(),
                event.error(),
                via,
                proof,
                event.receivedAt(),
                event.deadline(),
                RawBody.of(body.getBytes(UTF_8)));
    }

    Event unreadable(String sender) {
        Event event = event(sender, "unreadable");
        return new Event(
                event.id(),
                sender,
                event.key(),
                null,
                null,
                Meaning.UNKNOWN,
                List.of(),
                Reason.UNREADABLE,
                null,
                Via.WEBHOOK,
                Proof.SIGNED,
                event.receivedAt(),
                null,
                event.body());
    }

    /** Keeps events with these keys and returns their ids. */
    List<EventId> keep(String sender, String... keys) {
        return List.of(keys).stream()
                .map(key -> {
                    Event event = event(sender, key);
                    inbox.keep(event);
                    return event.id();
                })
                .toList();
    }

    List<Leased> claim(String sender, int most) {
        return leases.claim(sender, most, Duration.ZERO).join();
    }

    Leased claimOne(String sender) {
        return claim(sender, 1).get(0);
    }

    boolean finish(Leased leased, Outcome outcome) {
        return leases.finish(leased, outcome, null, null).join();
    }

    List<KeptEvent> events() {
        return database.read(handle -> KeptEvents.page(handle, EventFilter.ALL, Sieve.BRIEF, Long.MAX_VALUE, 1000)
                .rows());
    }

    KeptEvent event(Leased leased) {
        return events().stream()
                .filter(event -> event.id().equals(leased.delivery().id()))
                .findFirst()
                .orElseThrow();
    }

    static List<String> keys(List<Leased> leased) {
        return leased.stream()
                .map(one -> new String(one.delivery().body().bytes(), UTF_8))
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }

    static int replayed(Replay replay, EventState state, @Nullable String sender) {
        ReplayRun run = new ReplayRun(Instant.EPOCH);
        replay.all(EventFilter.of(state, sender), run);
        return run.replayed();
    }
}
