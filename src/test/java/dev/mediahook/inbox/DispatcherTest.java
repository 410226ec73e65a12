package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.NodeChannel;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import dev.mediahook.work.TestThreads;
import dev.mediahook.work.WorkThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DispatcherTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    /** Leases also run out while a laptop sleeps or the database is away. */
    @Test
    void keepsItsOwnLeasesWhenTheyRanOutWhileNothingCouldBeSaid() {
        List<String> begun = new CopyOnWriteArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        try (WorkThreads threads = TestThreads.few();
                TestInbox inbox = new TestInbox(kind, data);
                Dispatcher dispatcher = dispatcher(inbox, threads, Duration.ofMinutes(35), () -> false)) {
            inbox.keep("bfl", "long");
            dispatcher.open("bfl", 2, work(inbox, leased -> {
                begun.addAll(TestInbox.keys(List.of(leased)));
                if (begun.size() == 1) {
                    await(end);
                }
            }));
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
        }
    }

    @Test
    void freesTheSlotOfATryThatHangsAndLetsItChangeNothingLater() {
        CountDownLatch end = new CountDownLatch(1);
        List<String> ended = new CopyOnWriteArrayList<>();
        try (WorkThreads threads = TestThreads.few();
                TestInbox inbox = new TestInbox(kind, data);
                Dispatcher dispatcher = dispatcher(inbox, threads, Duration.ofMillis(300), () -> false)) {
            inbox.keep("bfl", "hangs");
            dispatcher.open("bfl", 1, work(inbox, leased -> {
                String key = TestInbox.keys(List.of(leased)).get(0);
                if (key.equals("hangs")) {
                    uninterrupted(end);
                }
                ended.add(key);
            }));
            dispatcher.start();
            Awaitility.await().until(() -> dispatcher.underWay("bfl") == 1);
            inbox.keep("bfl", "next");
            dispatcher.readyAll();
            Awaitility.await().until(() -> ended.contains("next"));
            Awaitility.await().until(() -> state(inbox, "hangs") == EventState.DEAD);

            end.countDown();
            Awaitility.await().until(() -> ended.contains("hangs"));
            Awaitility.await().until(() -> state(inbox, "next") == EventState.DONE);
            assertThat(state(inbox, "hangs"))
                    .as("the late try has lost its lease")
                    .isEqualTo(EventState.DEAD);
        } finally {
            end.countDown();
        }
    }

    @Test
    void goesOnWhenATryEndsWithAnError() {
        List<String> ended = new CopyOnWriteArrayList<>();
        try (WorkThreads threads = TestThreads.few();
                TestInbox inbox = new TestInbox(kind, data);
                Dispatcher dispatcher = dispatcher(inbox, threads, Duration.ofMinutes(35), () -> false)) {
            for (int i = 0; i < 5; i++) {
                inbox.keep("bfl", "error-" + i);
            }
            dispatcher.open("bfl", 2, work(inbox, leased -> {
                String key = TestInbox.keys(List.of(leased)).get(0);
                ended.add(key);
                if (key.startsWith("error-")) {
                    throw TestThreads.survivable()[Integer.parseInt(key.substring("error-".length()))];
                }
            }));
            dispatcher.start();
            Awaitility.await().until(() -> ended.size() == 5 && dispatcher.underWay("bfl") == 0);
            inbox.keep("bfl", "next");
            dispatcher.readyAll();
            Awaitility.await().until(() -> ended.contains("next"));
        }
    }

    /** All events of one claim have the same lease. */
    @ParameterizedTest
    @CsvSource({"true, 3", "false, 8"})
    void claimsFewEventsAtATimeWhileDeliveriesNeedTheCores(boolean busy, int most) {
        Map<String, Integer> claims = new ConcurrentHashMap<>();
        try (WorkThreads threads = TestThreads.few();
                TestInbox inbox = new TestInbox(kind, data);
                Dispatcher dispatcher = dispatcher(inbox, threads, Duration.ofMinutes(35), () -> busy)) {
            for (int i = 0; i < 20; i++) {
                inbox.keep("bfl", "event-" + i);
            }
            dispatcher.open("bfl", 8, work(inbox, leased -> claims.merge(leased.lease(), 1, Integer::sum)));
            dispatcher.start();
            Awaitility.await().until(() -> inbox.events().stream().allMatch(event -> event.state() == EventState.DONE));
        }
        assertThat(claims.values().stream().mapToInt(Integer::intValue).max()).hasValue(most);
    }

    private static EventState state(TestInbox inbox, String key) {
        return inbox.events().stream()
                .filter(event -> event.key().equals(key))
                .map(KeptEvent::state)
                .findFirst()
                .orElseThrow();
    }

    private static void uninterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                Thread.onSpinWait();
            }
        }
    }

    static Dispatcher dispatcher(TestInbox inbox, WorkThreads threads, Duration longestTry, BooleanSupplier busy) {
        return new Dispatcher(
                inbox.leases,
                inbox.clock,
                new Dispatcher.Times(TestInbox.LEASE, longestTry),
                threads.events(),
                busy,
                new NodeChannel(inbox.database, "one", threads.schedule()),
                threads.loops());
    }

    /** An event whose try ends well is done; an event whose try takes too long is dead. */
    static Lane.Work work(TestInbox inbox, Consumer<Leased> step) {
        return new Lane.Work() {
            @Override
            public void attempt(Leased leased) {
                step.accept(leased);
                inbox.finish(leased, new Outcome.Done(null));
            }

            @Override
            public void late(Leased leased) {
                inbox.finish(leased, new Outcome.Dead(Reason.ROUTE_FAILED));
            }
        };
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
