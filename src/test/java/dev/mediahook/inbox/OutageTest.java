package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import dev.mediahook.retry.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A media host is away for nine minutes. After that it serves a fixed number of media a second. Each medium's URL dies
 * ten minutes after its event. The program's own inbox on SQLite, leases and retries decide the order; the test moves
 * the clock.
 */
class OutageTest {

    private static final int EVENTS = 1500;
    private static final int SLOTS = 16;
    private static final Duration OUTAGE = Duration.ofMinutes(9);
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMillis(500);

    private final RetryPolicy retries =
            new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), Duration.ofHours(2));
    private final Random random = new Random(20261121);
    private final Map<Long, Instant> deadlines = new HashMap<>();
    private int inTime;
    private int lost;
    private Duration takes = Duration.ZERO;

    @TempDir
    Path folder;

    private TestInbox inbox;
    private Instant begun;

    @BeforeEach
    void open() {
        inbox = new TestInbox(TestDatabase.SQLITE, folder);
        begun = inbox.clock.instant();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void losesNoMediumThatCouldStillBeHad() {
        run(15);

        assertThat(inTime).isEqualTo(EVENTS);
        assertThat(lost).isZero();
    }

    @Test
    void wastesNoTurnOnADeadUrlWhileALivingOneWaits() {
        takes = Duration.ofMillis(1000 * SLOTS / 2);
        run(2);

        long possible = Duration.between(begun.plus(OUTAGE), begun.plus(OUTAGE).plus(LIFE))
                        .toSeconds()
                * 2;
        assertThat(inTime)
                .as("media that were stored in time, of %d possible", possible)
                .isGreaterThan((int) (possible * 0.97));
        assertThat(inTime + lost).isEqualTo(EVENTS);
    }

    private void run(int perSecond) {
        Deque<Leased> atTheHost = new ArrayDeque<>();
        int arrived = 0;
        double turns = 0;
        while (inTime + lost < EVENTS) {
            Duration since = Duration.between(begun, inbox.clock.instant());
            int due = (int) Math.min(EVENTS, EVENTS * since.toMillis() / OUTAGE.toMillis());
            arrive(arrived, due);
            arrived = due;
            inbox.leases.wake();
            if (since.compareTo(OUTAGE) < 0) {
                for (List<Leased> failed = claim(SLOTS); !failed.isEmpty(); failed = claim(SLOTS)) {
                    finish(failed, false);
                }
            } else {
                turns = Math.min(turns + (double) perSecond * STEP.toMillis() / 1000, perSecond);
                while (turns >= 1) {
                    atTheHost.addAll(claim(SLOTS - atTheHost.size()));
                    if (atTheHost.isEmpty()) {
                        break;
                    }
                    List<Leased> done = new ArrayList<>();
                    for (; turns >= 1 && !atTheHost.isEmpty(); turns--) {
                        done.add(atTheHost.removeFirst());
                    }
                    finish(done, true);
                }
            }
            inbox.clock.pass(STEP);
        }
    }

    private void arrive(int from, int to) {
        List<CompletableFuture<Void>> kept = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Event event = inbox.event("bfl", "job-" + i, LIFE);
            deadlines.put(event.id().value(), event.deadline());
            kept.add(CompletableFuture.runAsync(() -> inbox.inbox.keep(event)));
        }
        kept.forEach(CompletableFuture::join);
    }

    private List<Leased> claim(int most) {
        List<Leased> claimed = inbox.leases.claim("bfl", most, takes).join();
        inbox.leases.extend(claimed);
        return claimed;
    }

    /** Finishes events as the consumer does: stored, tried again when the policy says so, or given up. */
    private void finish(List<Leased> leased, boolean up) {
        Instant now = inbox.clock.instant();
        List<CompletableFuture<Boolean>> finished = new ArrayList<>();
        for (Leased one : leased) {
            Instant deadline = deadlines.get(one.delivery().id().value());
            Outcome outcome;
            if (up && now.isBefore(deadline)) {
                inTime++;
                outcome = new Outcome.Done(null);
            } else {
                Optional<Instant> next = retries.next(one.attempts(), one.since(), now, deadline, null, random);
                lost += next.isPresent() ? 0 : 1;
                outcome = next.isPresent()
                        ? new Outcome.Again(next.get(), Reason.FETCH_FAILED)
                        : new Outcome.Dead(Reason.URL_EXPIRED);
            }
            finished.add(inbox.leases.finish(one, outcome, null, null));
        }
        finished.forEach(CompletableFuture::join);
    }
}
