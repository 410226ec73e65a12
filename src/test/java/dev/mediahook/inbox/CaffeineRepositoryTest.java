package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each key is claimed by one thread only. The repository forgets keys after a time, and the oldest if there are too
 * many.
 */
class CaffeineRepositoryTest {

    private static final int THREADS = 8;
    private static final int KEYS = 20_000;

    private final AtomicLong nanos = new AtomicLong();
    private final CaffeineRepository keys = started(new CaffeineRepository(Duration.ofMinutes(1), nanos::get, 100_000));

    @AfterEach
    void stop() {
        keys.stop();
    }

    @Test
    void oneOfManyThreadsClaimsAKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Future<Integer>> claimed = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            claimed.add(threads.submit(() -> {
                int mine = 0;
                for (int key = 0; key < KEYS; key++) {
                    if (key % 1_000 == 0) {
                        together.await();
                    }
                    mine += keys.add("key-" + key) ? 1 : 0;
                }
                return mine;
            }));
        }
        int all = 0;
        for (Future<Integer> one : claimed) {
            all += one.get();
        }
        threads.shutdown();

        assertThat(all).isEqualTo(KEYS);
    }

    @Test
    void forgetsAKeyAfterItsTime() {
        assertThat(keys.add("a")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(keys.add("a")).isFalse();
        assertThat(keys.contains("a")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(keys.contains("a")).isFalse();
        assertThat(keys.add("a")).isTrue();
    }

    @Test
    void forgetsTheOldestOfTooMany() throws Exception {
        try (CaffeineRepository few = started(new CaffeineRepository(Duration.ofMinutes(1), nanos::get, 2))) {
            List.of("a", "b", "c").forEach(few::add);
            assertThat(few.contains("c")).isTrue();
            assertThat(few.contains("a")).isFalse();
        }
    }

    @Test
    void aKeyThatWasGivenBackAndClaimedAgainHasItsWholeTime() {
        keys.add("a");
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        keys.remove("a");
        assertThat(keys.add("a")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(keys.contains("a")).isTrue();
        keys.clear();
        assertThat(keys.add("a")).isTrue();
    }

    private static CaffeineRepository started(CaffeineRepository repository) {
        repository.start();
        return repository;
    }
}
