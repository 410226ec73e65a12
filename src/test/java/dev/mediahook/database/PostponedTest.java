package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostponedTest {

    private static final int THREADS = 3;
    private static final int MANY = 2_000;

    /** If two writers took up one write, it would be done twice. */
    @Test
    void eachThingIsTakenUpByOneOfSeveralThreads() throws Exception {
        Postponed<Integer> postponed = new Postponed<>();
        IntStream.range(0, MANY).forEach(one -> postponed.add(one, Duration.ZERO));
        Queue<Integer> taken = new ConcurrentLinkedQueue<>();
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> takers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                takers.add(threads.submit(() -> {
                    together.await();
                    postponed.takeUp(taken::add);
                    return null;
                }));
            }
            for (Future<?> taker : takers) {
                taker.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(taken).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(postponed.isEmpty()).isTrue();
    }

    @Test
    void whatIsNotDueWaits() {
        Postponed<String> postponed = new Postponed<>();
        postponed.add("soon", Duration.ZERO);
        postponed.add("later", Duration.ofHours(1));
        List<String> taken = new ArrayList<>();

        postponed.takeUp(taken::add);

        assertThat(taken).containsExactly("soon");
        assertThat(postponed.all()).containsExactly("later");
        assertThat(postponed.size()).isEqualTo(1);
    }
}
