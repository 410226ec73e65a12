package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.FreeSpace;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.ShownHeaders;
import dev.mediahook.event.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A body is deleted before its event. A repeat is still recognised, and the body's space is freed. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PayloadsTest {

    private static final Duration THREE_DAYS = Duration.ofDays(3);
    private static final Retention.Step NONE = new Retention.Step(0, 0);

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
    void aKeyOutlivesItsPayload() {
        Payloads payloads = new Payloads(inbox.database, inbox.clock);
        inbox.keep("bfl", "ended", "undone");
        Leased ended = inbox.claimOne("bfl");
        inbox.finish(ended, new Outcome.Done(null));
        inbox.database
                .writer()
                .write(handle -> handle.execute("UPDATE "
                        + (kind == TestDatabase.SQLITE ? "mediahook_event" : "mediahook_payload")
                        + " SET headers = 'host: hooks.example'"));
        assertThat(payloads.deleteOlderThan(THREE_DAYS))
                .as("none is old enough")
                .isEqualTo(NONE);
        inbox.clock.pass(Duration.ofDays(4));

        assertThat(payloads.deleteOlderThan(THREE_DAYS)).isEqualTo(new Retention.Step(2, 1));
        assertThat(payloads.deleteOlderThan(THREE_DAYS))
                .as("no event is looked at twice")
                .isEqualTo(NONE);

        assertThat(body(ended)).isEmpty();
        List<ShownHeaders.Header> headers = inbox.database
                .read(handle -> KeptEvents.headers(handle, ended.delivery().id()))
                .orElseThrow();
        assertThat(headers).as("headers are deleted with the body").isEmpty();
        assertThat(inbox.replay.one(ended.delivery().id()))
                .as("an event without its body can't be replayed")
                .isFalse();
        assertThat(inbox.replay.count(EventFilter.of(EventState.DONE, null), Duration.ofMinutes(1)))
                .isEqualTo(new Replay.Matching(0, 1, false));
        assertThat(inbox.inbox.keep(inbox.event("bfl", "ended"))).isEqualTo(Kept.REPEAT);
        assertThat(inbox.claim("bfl", 10))
                .as("an event that has not ended keeps its body")
                .hasSize(1);
    }

    @Test
    void stayForAllTimeIfTheRetentionIsThatLong() {
        Payloads payloads = new Payloads(inbox.database, inbox.clock);
        inbox.keep("bfl", "ended");
        Leased ended = inbox.claimOne("bfl");
        inbox.finish(ended, new Outcome.Done(null));

        assertThat(payloads.deleteOlderThan(Duration.ofDays(100_000))).isEqualTo(NONE);

        assertThat(body(ended)).isNotEmpty();
    }

    @Test
    void whatEndsLateIsSeenToInALaterRound() {
        Payloads payloads = new Payloads(inbox.database, inbox.clock);
        inbox.keep("bfl", "late");
        inbox.clock.pass(Duration.ofDays(4));
        payloads.deleteOlderThan(THREE_DAYS);
        Leased late = inbox.claimOne("bfl");
        inbox.finish(late, new Outcome.Done(null));

        inbox.clock.pass(Duration.ofDays(1));
        payloads.deleteOlderThan(THREE_DAYS);

        assertThat(body(late)).isEmpty();
    }

    @Test
    void theFileIsMadeShorter() {
        if (kind == TestDatabase.SQLITE) {
            FreeSpace space = new FreeSpace(inbox.database);
            change("CREATE TABLE note (word BLOB)");
            change("INSERT INTO note WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n <"
                    + " 2000) SELECT randomblob(4000) FROM many");
            assertThat(space.giveBack()).isZero();
            change("DELETE FROM note");

            assertThat(space.giveBack()).isGreaterThan(1000);
        }
    }

    private java.util.Optional<?> body(Leased leased) {
        return inbox.database.read(
                handle -> KeptEvents.payload(handle, leased.delivery().id()));
    }

    private void change(String sql) {
        int unused = inbox.database.writer().write(handle -> handle.execute(sql));
    }
}
