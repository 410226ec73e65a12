package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.mediahook.work.TestThreads;
import dev.mediahook.work.WorkThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadsTest {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final HangingStore hanging = new HangingStore();
    private final WorkThreads threads = TestThreads.few();
    private final Uploads store = new Uploads(hanging, threads.calls(), PATIENCE);

    /** Answers once it may, and counts the uploads of each job. */
    private static final class HangingStore implements MediumStore {

        private final CountDownLatch answers = new CountDownLatch(1);
        private final Map<String, Integer> uploads = new ConcurrentHashMap<>();

        @Override
        public String store(MediumFile medium) throws IOException {
            uploads.merge(medium.name().folder(), 1, Integer::sum);
            try {
                answers.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            if (medium.name().folder().endsWith("refused")) {
                throw new IOException("the bucket is full");
            }
            return "s3://media/" + medium.name();
        }

        @Override
        public boolean keepsTheFile() {
            return false;
        }

        @Override
        public boolean holds(String name, long size) {
            return true;
        }
    }

    @AfterEach
    void close() {
        answer();
        threads.close();
    }

    private void answer() {
        hanging.answers.countDown();
    }

    @Test
    void aStoreThatAnswersIsWaitedFor() throws IOException {
        answer();
        assertThat(store.store(medium("one"))).isEqualTo("s3://media/bfl/one/0.png");
        assertThatThrownBy(() -> store.store(medium("refused")))
                .isInstanceOf(IOException.class)
                .hasMessage("the bucket is full");
        assertThat(hanging.uploads).containsOnly(Map.entry("bfl/one", 1), Map.entry("bfl/refused", 1));
    }

    @Test
    void aLateUploadGoesOnAndTheNextTryTakesItsOutcome() {
        assertThatThrownBy(() -> store.store(medium("one")))
                .isInstanceOf(IOException.class)
                .hasMessage("the store has not answered yet, the upload goes on");
        assertThatThrownBy(() -> store.store(medium("one"))).isInstanceOf(IOException.class);
        answer();
        Awaitility.await().ignoreExceptions().until(() -> store.store(medium("one"))
                .equals("s3://media/bfl/one/0.png"));
        assertThat(hanging.uploads).containsOnly(Map.entry("bfl/one", 1));
    }

    /** Or the next try would fail without having tried. */
    @Test
    void aLateFailureIsNotKeptForTheNextTry() {
        assertThatThrownBy(() -> store.store(medium("refused"))).hasMessageContaining("goes on");
        answer();
        Awaitility.await().untilAsserted(() -> {
            assertThatThrownBy(() -> store.store(medium("refused"))).hasMessage("the bucket is full");
            assertThat(hanging.uploads.get("bfl/refused")).isGreaterThan(1);
        });
    }

    /** Whatever hangs in the store, the tries of other media end, and so their events are fetched. */
    @Test
    void atMostSoManyUploadsAreLate() {
        assertTimeout(Duration.ofMinutes(2), () -> {
            for (int job = 0; job < 32; job++) {
                String name = "job-" + job;
                assertThatThrownBy(() -> store.store(medium(name))).hasMessageContaining("goes on");
            }
        });
        assertThatThrownBy(() -> store.store(medium("one-more"))).hasMessage("the store does not answer");
        assertThat(hanging.uploads).isNotEmpty().doesNotContainKey("bfl/one-more");

        answer();
        Awaitility.await().ignoreExceptions().until(() -> store.store(medium("one-more"))
                .equals("s3://media/bfl/one-more/0.png"));
    }

    private static MediumFile medium(String job) {
        return new MediumFile(
                Path.of("parts", job),
                1,
                "00",
                "image/png",
                MediumName.of("", "bfl", job, 0, "png"),
                Map.of("job", job));
    }
}
