package dev.mediahook.inbox;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.database.Database;
import dev.mediahook.database.NodeChannel;
import dev.mediahook.event.Outcome;
import dev.mediahook.work.WorkThreads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** One of several programs on a database. It has one slot for each sender that it works for. */
final class TestNode implements AutoCloseable {

    final List<String> begun = new CopyOnWriteArrayList<>();
    final Database database;
    final NodeChannel channel;
    final Dispatcher dispatcher;
    private final Leases leases;
    private final CountDownLatch end;

    /**
     * @param end events whose keys begin with {@code slow} wait for this
     */
    TestNode(String name, Database database, InstantSource clock, WorkThreads threads, CountDownLatch end) {
        this.database = database;
        this.end = end;
        channel = new NodeChannel(database, name, threads.schedule());
        leases = new Leases(
                database, clock, TestInbox.LEASE, name, new DoneEvents(Duration.ofDays(30), Ticker.systemTicker()));
        dispatcher = new Dispatcher(
                leases,
                clock,
                new Dispatcher.Times(TestInbox.LEASE, Duration.ofMinutes(35)),
                threads.events(),
                () -> false,
                channel,
                threads.loops());
        dispatcher.start();
        channel.start(threads.loops(), dispatcher::leftByOthers);
    }

    void worksFor(String sender) {
        dispatcher.open(sender, 1, new Lane.Work() {
            @Override
            public void attempt(Leased leased) {
                String key = TestInbox.keys(List.of(leased)).get(0);
                begun.add(key);
                if (key.startsWith("slow")) {
                    await(end);
                }
                leases.finish(leased, new Outcome.Done(null), null, null).join();
            }

            @Override
            public void late(Leased leased) {}
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        dispatcher.close();
        channel.close();
        database.close();
    }
}
