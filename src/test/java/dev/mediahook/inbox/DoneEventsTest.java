package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.database.HeldWriter;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Repeats of an event that is done are answered at once, even if the database is busy with other writes. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DoneEventsTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    private TestInbox inbox;
    private Event event;

    @BeforeEach
    void keepOne() {
        inbox = new TestInbox(kind, folder, Map.of("mediahook.webhook.store-timeout", "1s"));
        event = inbox.event("bfl", "a");
        inbox.inbox.keep(event);
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void aRepeatOfWhatIsDoneDoesNotWaitAndIsCounted() throws InterruptedException {
        end(new Outcome.Done(null));

        CountDownLatch go = busy();
        assertThat(inbox.inbox.keep(repeat())).isEqualTo(Kept.REPEAT);
        assertThat(inbox.inbox.keep(repeat())).isEqualTo(Kept.REPEAT);
        go.countDown();

        counted(2);
        assertThat(inbox.events()).singleElement().satisfies(kept -> assertThat(kept.state())
                .isEqualTo(EventState.DONE));
    }

    @Test
    void whatIsNotDoneOrDoneElsewhereWaits() throws InterruptedException {
        CountDownLatch go = busy();
        assertThatThrownBy(() -> inbox.inbox.keep(repeat())).isInstanceOf(StoreUnavailable.class);
        go.countDown();
        counted(0);
    }

    @Test
    void aRepeatOfWhatIsDeadWaits() throws InterruptedException {
        end(new Outcome.Dead(Reason.UNCONFIRMED));

        CountDownLatch go = busy();
        assertThatThrownBy(() -> inbox.inbox.keep(repeat())).isInstanceOf(StoreUnavailable.class);
        go.countDown();
    }

    @Test
    void aRepeatAfterTheRetentionIsANewEventAllTheSame() throws InterruptedException {
        end(new Outcome.Done(null));
        inbox.clock.pass(Duration.ofDays(31));
        inbox.ready.clear();

        CountDownLatch go = busy();
        Event late = repeat();
        assertThat(inbox.inbox.keep(late)).isEqualTo(Kept.REPEAT);
        go.countDown();

        Awaitility.await().untilAsserted(() -> assertThat(inbox.ready).containsExactly(late));
    }

    private Event repeat() {
        return inbox.event("bfl", "a");
    }

    private void end(Outcome outcome) {
        Leased leased = inbox.claimOne("bfl");
        assertThat(inbox.leases.finish(leased, outcome, event, null).join()).isTrue();
    }

    /** Starts one write that holds the writer, and another that waits for it. */
    private CountDownLatch busy() throws InterruptedException {
        CountDownLatch go = HeldWriter.of(inbox.database.accepting());
        CompletableFuture<List<Integer>> unused = inbox.database
                .accepting()
                .submit((handle, all) -> all.stream().map(one -> List.of(one)).toList(), 1);
        return go;
    }

    private void counted(int repeats) {
        Awaitility.await().untilAsserted(() -> assertThat(inbox.events())
                .singleElement()
                .satisfies(kept -> assertThat(kept.duplicates()).isEqualTo(repeats)));
    }
}
