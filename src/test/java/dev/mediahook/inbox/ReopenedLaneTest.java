package dev.mediahook.inbox;

import static dev.mediahook.inbox.DispatcherTest.await;
import static dev.mediahook.inbox.DispatcherTest.dispatcher;
import static dev.mediahook.inbox.DispatcherTest.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.work.TestThreads;
import dev.mediahook.work.WorkThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender's route is exchanged, or stopped and started, while a try of it is under way. */
class ReopenedLaneTest {

    @TempDir
    Path data;

    @Test
    void aTryThatOutlivesItsRouteKeepsItsLeaseAndItsSlot() {
        List<String> begun = new CopyOnWriteArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        try (WorkThreads threads = TestThreads.few();
                TestInbox inbox = new TestInbox(TestDatabase.SQLITE, data);
                Dispatcher dispatcher = dispatcher(inbox, threads, Duration.ofMinutes(35), () -> false)) {
            inbox.keep("bfl", "long");
            dispatcher.open("bfl", 2, work(inbox, leased -> {
                begun.addAll(TestInbox.keys(List.of(leased)));
                await(end);
            }));
            dispatcher.start();
            Awaitility.await().until(() -> begun.contains("long"));

            dispatcher.close("bfl");
            dispatcher.open("bfl", 2, work(inbox, leased -> begun.add("new " + TestInbox.keys(List.of(leased)))));
            assertThat(dispatcher.underWay("bfl")).isEqualTo(1);
            inbox.clock.pass(TestInbox.LEASE.plus(Duration.ofSeconds(1)));
            inbox.keep("bfl", "next");
            dispatcher.readyAll();
            Awaitility.await().until(() -> begun.contains("new [next]"));
            end.countDown();
            Awaitility.await().until(() -> inbox.events().stream().allMatch(event -> event.state() == EventState.DONE));

            assertThat(begun).as("nobody began the long try again").containsExactly("long", "new [next]");
            Awaitility.await().until(() -> dispatcher.underWay("bfl") == 0);
        } finally {
            end.countDown();
        }
    }
}
