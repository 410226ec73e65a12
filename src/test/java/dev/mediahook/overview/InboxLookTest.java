package dev.mediahook.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.Listing;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.overview.OverviewView.Dying;
import dev.mediahook.overview.OverviewView.InboxView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The overview counts the events that are not done and lists the media that may soon be lost, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class InboxLookTest {

    private static final Duration USUAL = Duration.ofHours(2);
    private static final Listing EVENTS = new Listing("mediahook_event", "received_at", "state", List.of(), "id");

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private Database database;
    private long last;

    @BeforeEach
    void open() {
        database = kind.open(folder, Map.of());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEmptyInboxHasNothing() {
        assertThat(look().inbox(clock.instant())).isEqualTo(new InboxView(0, 0, 0, 0, 0, 0));
        assertThat(look().dying(clock.instant(), USUAL)).isEmpty();
    }

    @Test
    void countsEachStateOfAllSenders() {
        add("one", "done", Duration.ofHours(9), USUAL);
        add("one", "dead", Duration.ofHours(8), USUAL);
        add("other", "waiting", Duration.ofMinutes(30), USUAL);
        add("one", "waiting", Duration.ofMinutes(20), USUAL);
        add("one", "processing", Duration.ofMinutes(10), USUAL);
        add("other", "accepted", Duration.ofMinutes(1), USUAL);

        assertThat(look().inbox(clock.instant())).isEqualTo(new InboxView(4, 1, 2, 1, 1800, 1));
    }

    @Test
    void countsOnlySoFar() {
        for (int i = 0; i < 5; i++) {
            add("one", "accepted", Duration.ZERO, USUAL);
            add("other", "accepted", Duration.ZERO, USUAL);
        }

        assertThat(database.<Integer>read(handle -> EVENTS.count(handle, "accepted", 7)))
                .isEqualTo(7);
        assertThat(database.<Integer>read(handle -> EVENTS.count(handle, "accepted", 100)))
                .isEqualTo(10);
    }

    @Test
    void countsManyNotAtEveryLook() {
        fill(0, 10_000);
        InboxLook look = look();
        assertThat(look.inbox(clock.instant()).dead()).isEqualTo(10_000);
        fill(10_000, 1);

        assertThat(look.inbox(clock.instant()).dead()).isEqualTo(10_000);
        assertThat(look.inbox(clock.instant().plus(Duration.ofHours(1))).dead()).isEqualTo(10_001);
    }

    private void fill(int after, int count) {
        database.writer()
                .write(handle ->
                        handle.execute("INSERT INTO mediahook_event (id, sender, dedup_key, via, received_at, state,"
                                + " since, deadline, due) WITH RECURSIVE many(n) AS (SELECT " + (after + 1)
                                + " UNION ALL SELECT n + 1 FROM many WHERE n < " + (after + count)
                                + ") SELECT n, 'one', 'k' || n, 'webhook', n, 'dead', 0, 0, 0 FROM many"));
    }

    @Test
    void showsWhatEndsSoonTheFirstFirst() {
        add("one", "waiting", Duration.ofMinutes(5), Duration.ofMinutes(10));
        add("other", "accepted", Duration.ofMinutes(6), Duration.ofMinutes(10));
        add("one", "accepted", Duration.ofMinutes(1), Duration.ofMinutes(60));
        add("one", "accepted", Duration.ofMinutes(115), USUAL);
        add("one", "processing", Duration.ofMinutes(20), Duration.ofMinutes(10));
        add("one", "done", Duration.ofMinutes(5), Duration.ofMinutes(10));

        assertThat(look().dying(clock.instant(), USUAL))
                .extracting(Dying::jobId)
                .containsExactly("j2", "j1");
    }

    private InboxLook look() {
        return new InboxLook(database);
    }

    /** Adds events in the order of their arrival. */
    private void add(String sender, String state, Duration ago, Duration life) {
        last++;
        long at = clock.instant().minus(ago).toEpochMilli();
        int unused = database.writer()
                .write(handle -> handle.execute(
                        "INSERT INTO mediahook_event (id, sender, dedup_key, job_id, via, received_at, state, since,"
                                + " deadline, due) VALUES (?, ?, ?, ?, 'webhook', ?, ?, 0, ?, 0)",
                        last,
                        sender,
                        "k" + last,
                        "j" + last,
                        at,
                        state,
                        at + life.toMillis()));
    }
}
