package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventId;
import dev.mediahook.event.AttemptLog;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An event keeps notes of its tries. They are enough to see what went wrong, and their length is bounded. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AttemptsTest {

    private static final int TRIES = 30;

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

    private Attempt tried(Leased leased, String detail, int transfers) {
        Instant now = inbox.clock.instant();
        AttemptLog log = new AttemptLog(now);
        for (int i = 0; i < transfers; i++) {
            log.add(new AttemptLog.Transfer(i, now, 5, "cdn.example", "fetch_failed", "a".repeat(200), i));
        }
        EventFailed failed = EventFailed.retryable(Reason.FETCH_FAILED, null, detail);
        return Attempt.of(leased, log, new Outcome.Again(now, Reason.FETCH_FAILED), failed, now);
    }

    private void retry(Attempt attempt, Leased leased) {
        Outcome again = new Outcome.Again(inbox.clock.instant(), Reason.FETCH_FAILED);
        assertThat(inbox.leases.finish(leased, again, null, attempt).join()).isTrue();
        inbox.leases.wake();
    }

    private List<Attempt> kept(EventId event) {
        return inbox.database.read(handle -> KeptEvents.attempts(handle, event)).orElseThrow();
    }

    @Test
    void ofManyTriesTheLastAreKept() {
        EventId event = inbox.keep("bfl", "often").get(0);
        for (int i = 0; i < TRIES; i++) {
            Leased leased = inbox.claimOne("bfl");
            retry(tried(leased, "try " + leased.attempts(), 80), leased);
        }

        List<Attempt> kept = kept(event);
        assertThat(kept).hasSizeBetween(2, TRIES - 1);
        Attempt last = kept.get(kept.size() - 1);
        assertThat(last.number()).isEqualTo(TRIES);
        assertThat(last.detail()).isEqualTo("try " + TRIES);
        assertThat(last.transfers().get(last.transfers().size() - 1).medium()).isEqualTo(79);
        int length = inbox.database.read(handle -> handle.createQuery("SELECT length(tries) FROM mediahook_event")
                .mapTo(Integer.class)
                .one());
        assertThat(length).isLessThanOrEqualTo(3 * AttemptLines.LONGEST);
    }

    @Test
    void aFewTriesAreKeptEach() {
        EventId event = inbox.keep("bfl", "few").get(0);
        for (int i = 0; i < 3; i++) {
            Leased leased = inbox.claimOne("bfl");
            retry(tried(leased, "try", 1), leased);
        }

        assertThat(kept(event)).extracting(Attempt::number).containsExactly(1, 2, 3);
        assertThat(kept(event)).allSatisfy(attempt -> {
            assertThat(attempt.outcome()).isEqualTo("again");
            assertThat(attempt.reason()).isEqualTo("fetch_failed");
            assertThat(attempt.transfers()).hasSize(1);
        });
    }

    @Test
    void noTextOfAStrangersKeepsATryFromBeingNotedOrTellsASecret() {
        EventId event = inbox.keep("bfl", "odd").get(0);
        Leased leased = inbox.claimOne("bfl");
        retry(
                tried(
                        leased,
                        "GET https://me:hush@h.example/a?sig=hush \"broke\u0000 \ud800\n{\"n\":9}\n" + "x".repeat(5000),
                        0),
                leased);

        assertThat(kept(event)).singleElement().satisfies(attempt -> assertThat(attempt.detail())
                .contains("h.example/a?…", "broke")
                .doesNotContain("hush", "\n")
                .hasSizeLessThan(400));
    }
}
