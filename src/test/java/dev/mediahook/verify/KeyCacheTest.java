package dev.mediahook.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** If the host of a sender's keys does not answer, only a few deliveries wait for it. */
class KeyCacheTest {

    private static final int CALLERS = 40;

    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger fetches = new AtomicInteger();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final KeyCache<String> cache = new KeyCache<>(
            URI.create("https://keys.example/jwks"), this::fetch, document -> List.of(new String(document, UTF_8)));

    @AfterEach
    void stop() {
        answered.countDown();
        callers.shutdownNow();
    }

    @Test
    void fewWaitForTheFirstKeysAndTheOthersAreToldThatThereAreNone() throws Exception {
        List<CompletableFuture<List<String>>> asked = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> cache.keys(Instant.EPOCH), callers));
        }
        Awaitility.await()
                .until(() -> asked.stream().filter(CompletableFuture::isDone).count() >= CALLERS - 4);
        assertThat(asked).filteredOn(CompletableFuture::isDone).allSatisfy(one -> assertThat(one)
                .isCompletedWithValue(List.of()));

        answered.countDown();

        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        assertThat(asked).extracting(CompletableFuture::join).contains(List.of("key"));
        assertThat(cache.keys(Instant.EPOCH)).containsExactly("key");
        assertThat(fetches).hasValue(1);
    }

    private byte[] fetch(URI address) {
        fetches.incrementAndGet();
        try {
            answered.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return "key".getBytes(UTF_8);
    }
}
