package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Work on many events is written in steps, so that deliveries get their turn in between; on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SmallStepsTest {

    private static final int MANY = 2500;

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    private TestInbox inbox;

    @BeforeEach
    void open() {
        inbox = new TestInbox(kind, folder);
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void aReplayOfAllReachesAllOnce() {
        fill("dead");
        AtomicInteger parts = new AtomicInteger();
        Replay replay = new Replay(inbox.database, inbox.clock, parts::incrementAndGet);

        assertThat(TestInbox.replayed(replay, EventState.DEAD, null)).isEqualTo(MANY);
        assertThat(parts).as("work on replayed events begins after each step").hasValue(3);
        assertThat(count("accepted")).isEqualTo(MANY);
    }

    @Test
    void whatCanBeReplayedIsCountedInParts() {
        fill("dead");
        change("UPDATE mediahook_event SET body = NULL WHERE dedup_key IN ('key-1', 'key-2')");
        EventFilter dead = EventFilter.of(EventState.DEAD, null);

        assertThat(inbox.replay.count(dead, Duration.ofMinutes(1)))
                .as("all events that still have a payload")
                .isEqualTo(new Replay.Matching(MANY - 2, 2, false));
        assertThat(inbox.replay.count(dead, Duration.ZERO))
                .as("out of time after the first part")
                .isEqualTo(new Replay.Matching(1000, 0, true));
    }

    @Test
    void whatWasDueLongAgoIsWokenInParts() {
        fill("waiting");

        assertThat(inbox.leases.wake()).isEqualTo(500);
        assertThat(inbox.leases.nextDue()).as("there is more").hasValueSatisfying(next -> assertThat(next)
                .isBefore(inbox.clock.instant()));
        for (int i = 0; i < 4; i++) {
            assertThat(inbox.leases.wake()).isEqualTo(500);
        }
        assertThat(inbox.leases.wake()).isZero();
    }

    @Test
    void whatIsOldIsDeletedAThousandAtATime() {
        fill("done");
        inbox.clock.pass(Duration.ofDays(31));

        assertThat(inbox.inbox.deleteOlderThan(Duration.ofDays(30))).isEqualTo(1000);
        assertThat(inbox.inbox.deleteOlderThan(Duration.ofDays(30))).isEqualTo(1000);
        assertThat(inbox.inbox.deleteOlderThan(Duration.ofDays(30))).isEqualTo(500);
        assertThat(inbox.inbox.deleteOlderThan(Duration.ofDays(30))).isZero();
    }

    @Test
    void aWordThatSomebodyElseWroteSpoilsNoListAndNoClaim() {
        inbox.keep("one", "a", "b", "c");
        change("UPDATE mediahook_event SET state = 'nonsense' WHERE dedup_key = 'a'");
        change("UPDATE mediahook_event SET via = 'nonsense' WHERE dedup_key = 'b'");

        assertThat(inbox.events()).extracting(KeptEvent::state).containsOnly(EventState.DEAD, EventState.ACCEPTED);
        assertThat(inbox.claim("one", 10)).hasSize(2);
        assertThat(inbox.replay.one(inbox.events().get(2).id())).isTrue();
        assertThat(inbox.claim("one", 10)).as("a replay repairs the event").hasSize(1);
    }

    private void fill(String state) {
        long id = inbox.clock.millis() << 21;
        change(
                "INSERT INTO mediahook_event (id, sender, dedup_key, via, received_at, state, since, deadline, due, body)"
                        + " SELECT " + id + " + n, 'one', 'key-' || n, 'webhook', " + inbox.clock.millis() + ", '"
                        + state
                        + "', 0, 0, 0, '' FROM (WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < "
                        + MANY + ") SELECT n FROM many) AS numbers");
    }

    private void change(String sql) {
        int unused = inbox.database.writer().write(handle -> handle.execute(sql));
    }

    private int count(String state) {
        return inbox.database.read(handle -> handle.createQuery("SELECT count(*) FROM mediahook_event WHERE state = ?")
                .bind(0, state)
                .mapTo(Integer.class)
                .one());
    }
}
