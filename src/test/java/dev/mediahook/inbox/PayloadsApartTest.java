package dev.mediahook.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL keeps payloads apart from their events, in a partition for each day. Old partitions are dropped whole. */
class PayloadsApartTest {

    private static final Duration THREE_DAYS = Duration.ofDays(3);
    private static final Retention.Step DROPPED = new Retention.Step(1, 0);
    private static final Retention.Step NONE = new Retention.Step(0, 0);
    private static final String FIRST = "mediahook_payload_20260101";

    @TempDir
    Path folder;

    private TestInbox inbox;
    private Payloads payloads;

    @BeforeEach
    void open() {
        inbox = new TestInbox(TestDatabase.POSTGRESQL, folder);
        payloads = new Payloads(inbox.database, inbox.clock);
        new PayloadDays(inbox.database, inbox.clock).makeAhead();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void aPayloadIsInItsDayAndNowhereElseAndIsRead() {
        EventId id = inbox.keep("bfl", "one").get(0);

        assertThat(count(FIRST)).isEqualTo(1);
        assertThat(count("mediahook_event WHERE body IS NOT NULL")).isZero();
        assertThat(TestInbox.keys(inbox.claim("bfl", 5))).containsExactly("one");
        assertThat(body(id)).isEqualTo("one");
    }

    @Test
    void aSignedRepeatReplacesIt() {
        EventId id = inbox.keep("bfl", "one").get(0);
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Dead(Reason.UNKNOWN_JOB));

        assertThat(inbox.inbox.keep(TestInbox.with(inbox.event("bfl", "one"), Via.WEBHOOK, Proof.SIGNED, "signed")))
                .isEqualTo(Kept.REPEAT);

        assertThat(body(id)).isEqualTo("signed");
        assertThat(TestInbox.keys(inbox.claim("bfl", 5))).containsExactly("signed");
        assertThat(count("mediahook_payload")).isEqualTo(1);
    }

    @Test
    void aDayIsDroppedOnceNothingOfItIsUndone() {
        inbox.keep("bfl", "done", "undone");
        Leased done = inbox.claimOne("bfl");
        inbox.finish(done, new Outcome.Done(null));
        inbox.clock.pass(Duration.ofDays(1));
        inbox.keep("krea", "next-day");
        inbox.finish(inbox.claimOne("krea"), new Outcome.Done(null));
        assertThat(payloads.deleteOlderThan(THREE_DAYS))
                .as("none is old enough")
                .isEqualTo(NONE);
        inbox.clock.pass(Duration.ofDays(4));

        assertThat(payloads.deleteOlderThan(THREE_DAYS)).as("the second day").isEqualTo(DROPPED);
        assertThat(payloads.deleteOlderThan(THREE_DAYS))
                .as("the first day is deleted by rows, since one event is undone")
                .isEqualTo(new Retention.Step(2, 1));
        assertThat(payloads.deleteOlderThan(THREE_DAYS)).isEqualTo(NONE);

        assertThat(count(FIRST)).as("the undone event's payload").isEqualTo(1);
        assertThat(inbox.replay.one(done.delivery().id()))
                .as("an event without its payload can't be replayed")
                .isFalse();
        assertThat(TestInbox.replayed(inbox.replay, EventState.DONE, null)).isZero();
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Done(null));
        inbox.clock.pass(Duration.ofDays(1));
        assertThat(payloads.deleteOlderThan(THREE_DAYS)).isEqualTo(DROPPED);
        assertThat(tables()).doesNotContain(FIRST);
        assertThat(inbox.inbox.keep(inbox.event("bfl", "undone"))).isEqualTo(Kept.REPEAT);
    }

    @Test
    void whatHasNoPartitionIsKeptAllTheSameAndDeletedByRows() {
        inbox.clock.pass(Duration.ofDays(40));
        EventId id = inbox.keep("bfl", "late").get(0);

        assertThat(count("mediahook_payload_default")).isEqualTo(1);
        assertThat(TestInbox.keys(inbox.claim("bfl", 5))).containsExactly("late");
        assertThat(body(id)).isEqualTo("late");
        new PayloadDays(inbox.database, inbox.clock).makeAhead();
        assertThat(tables())
                .as("the default partition already holds a payload of today")
                .doesNotContain("mediahook_payload_20260210")
                .contains("mediahook_payload_20260211", "mediahook_payload_20260213");

        change("UPDATE mediahook_event SET state = 'done'");
        inbox.clock.pass(Duration.ofHours(26));
        assertThat(payloads.deleteOlderThan(Duration.ofHours(12)))
                .as("a day without a row is dropped")
                .isEqualTo(DROPPED);
        while (payloads.deleteOlderThan(Duration.ofHours(12)).equals(DROPPED)) {
            assertThat(tables()).contains("mediahook_payload_20260211");
        }
        assertThat(count("mediahook_payload")).isZero();
    }

    private String body(EventId id) {
        return inbox.database
                .read(handle -> KeptEvents.payload(handle, id))
                .map(payload -> new String(payload.body().bytes(), UTF_8))
                .orElse("none");
    }

    private int count(String what) {
        return inbox.database.read(handle -> handle.createQuery("SELECT count(*) FROM " + what)
                .mapTo(Integer.class)
                .one());
    }

    private List<String> tables() {
        return inbox.database.read(PayloadsApartTest::tables);
    }

    private static List<String> tables(Handle handle) {
        return handle.createQuery(
                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'mediahook_payload_%'")
                .mapTo(String.class)
                .list();
    }

    private void change(String sql) {
        int unused = inbox.database.writer().write(handle -> handle.execute(sql));
    }
}
