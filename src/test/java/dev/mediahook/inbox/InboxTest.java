package dev.mediahook.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.database.HeldWriter;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The inbox keeps each event once, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class InboxTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    TestInbox inbox;

    @BeforeEach
    void open() {
        inbox = new TestInbox(kind, folder, Map.of("mediahook.webhook.queue", "300"));
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void keepsAnEventOnceAndCountsItsRepeats() {
        assertThat(inbox.inbox.keep(inbox.event("bfl", "a"))).isEqualTo(Kept.NEW);
        assertThat(inbox.inbox.keep(inbox.event("bfl", "a"))).isEqualTo(Kept.REPEAT);
        assertThat(inbox.inbox.keep(inbox.event("bfl", "a"))).isEqualTo(Kept.REPEAT);

        assertThat(inbox.events()).singleElement().satisfies(event -> {
            assertThat(event.duplicates()).isEqualTo(2);
            assertThat(event.state()).isEqualTo(EventState.ACCEPTED);
            assertThat(event.type()).isEqualTo("Ready");
            assertThat(event.jobId()).isEqualTo("job-a");
            assertThat(event.via()).isEqualTo("webhook");
        });
        assertThat(inbox.ready).as("the event is announced once").hasSize(1);
    }

    @Test
    void theSameKeyOfTwoSendersIsTwoEvents() {
        assertThat(inbox.inbox.keep(inbox.event("bfl", "a"))).isEqualTo(Kept.NEW);
        assertThat(inbox.inbox.keep(inbox.event("krea", "a"))).isEqualTo(Kept.NEW);
    }

    @Test
    void ofTwoHundredAtOnceOneIsNew() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            List<Future<Kept>> results = IntStream.range(0, 200)
                    .mapToObj(i -> inbox.event("bfl", "same"))
                    .map(event -> threads.submit(() -> {
                        start.await();
                        return inbox.inbox.keep(event);
                    }))
                    .toList();
            start.countDown();
            int fresh = 0;
            for (Future<Kept> result : results) {
                fresh += result.get() == Kept.NEW ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(inbox.events()).singleElement().satisfies(event -> assertThat(event.duplicates())
                .isEqualTo(199));
    }

    @Test
    void keepsABodyByteForByte() {
        Event event = inbox.event("bfl", "ü\n\t✓");
        inbox.inbox.keep(event);

        assertThat(inbox.database
                        .read(handle -> KeptEvents.payload(handle, event.id()))
                        .orElseThrow()
                        .body()
                        .bytes())
                .isEqualTo("ü\n\t✓".getBytes(UTF_8));
    }

    @Test
    void keepsWhatCannotBeReadDeadAndTellsNobody() {
        assertThat(inbox.inbox.keep(inbox.unreadable("bfl"))).isEqualTo(Kept.NEW);

        assertThat(inbox.events()).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(EventState.DEAD);
            assertThat(event.reason()).isEqualTo("unreadable");
        });
        assertThat(inbox.ready).isEmpty();
        assertThat(inbox.claim("bfl", 10)).isEmpty();
    }

    /** A slow write holds the writer. Deliveries queue up meanwhile, but only to the limit. */
    @Test
    void refusesWhenItsQueueIsFull() throws Exception {
        CountDownLatch go = HeldWriter.of(inbox.database.accepting());
        ExecutorService threads = Executors.newFixedThreadPool(300);
        try {
            List<Future<Kept>> queued = IntStream.range(0, 300)
                    .mapToObj(i -> inbox.event("bfl", "queued-" + i))
                    .map(event -> threads.submit(() -> inbox.inbox.keep(event)))
                    .toList();
            Awaitility.await().until(() -> inbox.database.accepting().queued() == 300);

            assertThatThrownBy(() -> inbox.inbox.keep(inbox.event("bfl", "one-too-many")))
                    .isInstanceOf(StoreUnavailable.class);
            go.countDown();
            for (Future<Kept> result : queued) {
                assertThat(result.get()).isEqualTo(Kept.NEW);
            }
        } finally {
            go.countDown();
            threads.shutdownNow();
        }
        assertThat(inbox.events()).hasSize(300);
    }

    @Test
    void deletesWhatHasEndedAndIsOlderThanTheRetention() {
        inbox.keep("bfl", "done", "under-way");
        Leased done = inbox.claimOne("bfl");
        inbox.finish(done, new Outcome.Done(null));
        inbox.inbox.keep(inbox.unreadable("bfl"));
        inbox.clock.pass(Duration.ofDays(31));
        inbox.keep("bfl", "young");
        inbox.claim("bfl", 10).forEach(leased -> {
            if (TestInbox.keys(List.of(leased)).contains("young")) {
                inbox.finish(leased, new Outcome.Done(null));
            }
        });

        assertThat(inbox.inbox.deleteOlderThan(Duration.ofDays(30))).isEqualTo(2);
        assertThat(inbox.events()).extracting(KeptEvent::key).containsExactlyInAnyOrder("under-way", "young");
        assertThat(inbox.inbox.keep(inbox.event("bfl", "done")))
                .as("the key is deleted with the event")
                .isEqualTo(Kept.NEW);
    }

    @Test
    void remembersWhatHasEndedNoLongerThanItsRetentionAndWhatHasNotAsLongAsItTakes() {
        inbox.keep("bfl", "done", "under-way");
        Leased done = inbox.claimOne("bfl");
        inbox.finish(done, new Outcome.Done(null));
        inbox.clock.pass(Duration.ofDays(31));

        List<Kept> kept = List.of(
                inbox.inbox.keep(inbox.event("bfl", "done")),
                inbox.inbox.keep(inbox.event("bfl", "done")),
                inbox.inbox.keep(inbox.event("bfl", "under-way")));

        assertThat(kept).containsExactly(Kept.NEW, Kept.REPEAT, Kept.REPEAT);
    }
}
