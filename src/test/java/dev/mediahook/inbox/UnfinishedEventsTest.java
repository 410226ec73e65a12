package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new run takes up the events that an earlier run left, without waiting for leases or for times that a wrong clock
 * set.
 */
class UnfinishedEventsTest {

    @TempDir
    Path folder;

    private TestInbox inbox;

    @BeforeEach
    void open() {
        inbox = new TestInbox(TestDatabase.SQLITE, folder);
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void releasesAllThatAnEarlierRunHadUnderWay() {
        inbox.keep("bfl", "a", "b", "c");
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Done(null));
        inbox.claimOne("bfl");

        assertThat(new UnfinishedEvents(inbox.database, inbox.clock).release()).isEqualTo(1);
        assertThat(inbox.claim("bfl", 10)).hasSize(2);
    }

    @Test
    void aRetryThatAWrongClockHasPutOffForYearsDoesNotWait() {
        inbox.keep("bfl", "a");
        Instant wrong = inbox.clock.instant().plus(Duration.ofDays(400));
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Again(wrong, Reason.FETCH_FAILED));

        assertThat(new UnfinishedEvents(inbox.database, inbox.clock).release()).isEqualTo(1);
        assertThat(inbox.claim("bfl", 10)).hasSize(1);
    }
}
