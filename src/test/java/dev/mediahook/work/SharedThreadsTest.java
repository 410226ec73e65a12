package dev.mediahook.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharedThreadsTest {

    private final WorkThreads threads = WorkThreads.of(new ThreadBudget(8, 8, 8), TestThreads.loops(), Pools.OWN);
    private final CountDownLatch end = new CountDownLatch(1);

    static Error[] errors() {
        return TestThreads.survivable();
    }

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @Test
    void areNeverMoreThanTheirNumber() throws Exception {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch done = new CountDownLatch(2000);
        for (int i = 0; i < 2000; i++) {
            threads.calls().execute(new Share("owner-" + i % 50, "part-" + i), () -> {
                used.add(Thread.currentThread());
                done.countDown();
            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(used.size()).isBetween(1, 8);
    }

    @Test
    void areThereForOthersWhileOneHangs() {
        for (int i = 0; i < 100; i++) {
            threads.calls().execute(new Share("slow", "part-" + i), this::hang);
        }
        CountDownLatch done = new CountDownLatch(1);
        threads.calls().execute(new Share("other", "one"), done::countDown);
        Awaitility.await().until(() -> done.getCount() == 0);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void workOnAfterAnError(Error error) {
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            threads.calls().execute(new Share("owner", "part-" + i), () -> {
                done.incrementAndGet();
                throw error;
            });
        }
        Awaitility.await().until(() -> done.get() == 100);
    }

    /**
     * Works like the media of an event: the event's thread hands them to other threads, and each hands on the next one.
     */
    @Test
    void workOnWhatTheirWorkHandsOnAsItsShare() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        Runnable medium = () -> {
            begun.incrementAndGet();
            hang();
        };
        threads.events().execute(new Share("slow", "event"), () -> {
            for (int i = 0; i < 50; i++) {
                threads.transfers().execute(medium);
            }
        });
        Awaitility.await().until(() -> begun.get() == 2);
        CountDownLatch done = new CountDownLatch(1);
        threads.events()
                .execute(new Share("other", "event"), () -> threads.transfers().execute(done::countDown));

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).as("transfers of one event").hasValue(2);
    }

    @Test
    void keepNoInterruptForTheNext() throws Exception {
        CountDownLatch clean = new CountDownLatch(1);
        threads.calls()
                .execute(new Share("a", "a"), () -> Thread.currentThread().interrupt());
        threads.calls().execute(new Share("a", "b"), () -> {
            if (!Thread.currentThread().isInterrupted()) {
                clean.countDown();
            }
        });
        assertThat(clean.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
