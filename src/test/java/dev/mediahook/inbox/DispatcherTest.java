package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DispatcherTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    /** As after a laptop's sleep, or a database that was away. */
    @Test
    void keepsItsOwnLeasesWhenTheyRanOutWhileNothingCouldBeSaid() {
        List<String> begun = new CopyOnWriteArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService workers = Executors.newCachedThreadPool();
        try (TestInbox inbox = new TestInbox(kind, data);
                Dispatcher dispatcher =
                        new Dispatcher(inbox.leases, inbox.clock, TestInbox.LEASE, workers, () -> false)) {
            inbox.keep("bfl", "long");
            dispatcher.open("bfl", 2, leased -> {
                begun.addAll(TestInbox.keys(List.of(leased)));
                if (begun.size() == 1) {
                    await(end);
                }
                inbox.finish(leased, new Outcome.Done(null));
            });
            dispatcher.start();
            Awaitility.await().until(() -> begun.contains("long"));

            inbox.clock.pass(TestInbox.LEASE.plus(Duration.ofSeconds(1)));
            inbox.keep("bfl", "next");
            dispatcher.readyAll();
            Awaitility.await().until(() -> begun.contains("next"));
            end.countDown();
            Awaitility.await().until(() -> inbox.events().stream().allMatch(event -> event.state() == EventState.DONE));

            assertThat(begun).containsExactly("long", "next");
        } finally {
            end.countDown();
            workers.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
