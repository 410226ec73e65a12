package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.HeldWriter;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Deliveries that share one commit get the same answers as if they had come one after the other; on either database.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OneCommitTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    TestInbox inbox;

    @BeforeEach
    void open() {
        inbox = new TestInbox(kind, folder);
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void oneOfEachKeyIsNewAndItsRepeatsAreCounted() throws Exception {
        List<Event> events = Stream.of("a", "b", "a", "a", "c", "b")
                .map(key -> inbox.event("bfl", key))
                .toList();

        assertThat(keep(events)).containsExactly(Kept.NEW, Kept.NEW, Kept.REPEAT, Kept.REPEAT, Kept.NEW, Kept.REPEAT);

        assertThat(duplicates("a")).isEqualTo(2);
        assertThat(duplicates("b")).isEqualTo(1);
        assertThat(duplicates("c")).isZero();
        assertThat(inbox.ready).as("each new event is announced once").hasSize(3);
    }

    @Test
    void whatRepeatsAnEarlierCommitIsCountedBesideWhatIsNew() throws Exception {
        inbox.keep("bfl", "a");

        assertThat(keep(List.of(inbox.event("bfl", "a"), inbox.event("bfl", "new"), inbox.event("bfl", "a"))))
                .containsExactly(Kept.REPEAT, Kept.NEW, Kept.REPEAT);

        assertThat(duplicates("a")).isEqualTo(2);
    }

    @Test
    void whatIsPastItsRetentionIsNewOnce() throws Exception {
        inbox.keep("bfl", "a");
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Done(null));
        inbox.clock.pass(Duration.ofDays(31));

        assertThat(keep(List.of(inbox.event("bfl", "a"), inbox.event("bfl", "a"), inbox.event("bfl", "b"))))
                .containsExactly(Kept.NEW, Kept.REPEAT, Kept.NEW);

        assertThat(duplicates("a")).isEqualTo(1);
    }

    @Test
    void whatIsDoneAndRememberedIsOnlyCounted() throws Exception {
        inbox.keep("bfl", "a");
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Done(null));
        inbox.clock.pass(Duration.ofDays(29));

        assertThat(keep(List.of(inbox.event("bfl", "a"), inbox.event("bfl", "b"))))
                .containsExactly(Kept.REPEAT, Kept.NEW);

        assertThat(event("a").state()).isEqualTo(EventState.DONE);
        assertThat(duplicates("a")).isEqualTo(1);
    }

    @Test
    void oneProofRevivesWhatNobodyHadConfirmed() throws Exception {
        inbox.keep("bfl", "a");
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Dead(Reason.UNKNOWN_JOB));

        assertThat(keep(List.of(inbox.event("bfl", "a"), inbox.event("bfl", "b"), inbox.event("bfl", "a"))))
                .containsExactly(Kept.REPEAT, Kept.NEW, Kept.REPEAT);

        assertThat(event("a").state()).isEqualTo(EventState.ACCEPTED);
        assertThat(duplicates("a")).isEqualTo(2);
    }

    @Test
    void textThatNoDatabaseKeepsSpoilsNobodyElsesCommit() throws Exception {
        assertThat(keep(List.of(inbox.event("bfl", "a\0b"), inbox.event("bfl", "c"), inbox.event("bfl", "half\uD800"))))
                .containsOnly(Kept.NEW);

        assertThat(inbox.events()).extracting(KeptEvent::key).contains("a\uFFFDb", "c", "half\uFFFD");
    }

    /** Holds the writer meanwhile, so that all events wait for the next commit, in this order. */
    private List<Kept> keep(List<Event> events) throws Exception {
        CountDownLatch go = HeldWriter.of(inbox.database.accepting());
        List<CompletableFuture<Kept>> kept = new ArrayList<>();
        for (Event event : events) {
            int before = inbox.database.accepting().queued();
            kept.add(CompletableFuture.supplyAsync(() -> inbox.inbox.keep(event), one -> new Thread(one).start()));
            Awaitility.await().until(() -> inbox.database.accepting().queued() > before);
        }
        go.countDown();
        return kept.stream().map(CompletableFuture::join).toList();
    }

    private long duplicates(String key) {
        return event(key).duplicates();
    }

    private KeptEvent event(String key) {
        return inbox.events().stream()
                .filter(event -> event.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
