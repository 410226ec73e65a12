package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.FileModes;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.work.TestThreads;
import dev.mediahook.work.WorkThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder on another file system may hang, a network's for example; it must not hold what waits for it. */
class HangingFolderTest {

    @TempDir
    Path folder;

    private final WorkThreads threads = TestThreads.few();

    @AfterEach
    void close() {
        threads.close();
    }

    /** To write to a pipe hangs until somebody reads it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aTryCanLeaveAFolderThatHangs() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        WatchedStore store = store(folder.resolve("media"));
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                outcome.complete(store.store(medium("one", pipe)));
            } catch (IOException given) {
                outcome.complete(String.valueOf(given.getMessage()));
            }
        });
        waiting.start();
        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        waiting.interrupt();
        waiting.join(Duration.ofSeconds(10).toMillis());
        assertThat(outcome).isCompletedWithValue("the program is stopping");
        Files.newInputStream(pipe).close();
    }

    /** The fetched files are on the same file system: nothing would be gained by another thread. */
    @Test
    void aFolderOfLinksIsWrittenToDirectly() throws Exception {
        WatchedStore store = store(folder.resolve("media"));
        assertThat(store.store(medium("one", Files.createFile(folder.resolve("one")))))
                .endsWith("bfl/one/0.png");
        threads.close();
        assertThat(store.store(medium("two", Files.createFile(folder.resolve("two")))))
                .endsWith("bfl/two/0.png");
    }

    /** Nobody knows yet whether it is on the same file system. */
    @Test
    void aNewFolderIsNot() throws Exception {
        threads.close();
        MediumFile one = medium("one", Files.createFile(folder.resolve("one")));
        assertThatThrownBy(() -> store(folder.resolve("media")).store(one))
                .isInstanceOf(RejectedExecutionException.class);
    }

    private WatchedStore store(Path root) {
        return new WatchedStore(new FileStore(root, FileModes.PRIVATE), InstantSource.system(), threads.calls());
    }

    private static MediumFile medium(String job, Path file) {
        return new MediumFile(
                file,
                0,
                RawBody.of(new byte[0]).sha256(),
                "image/png",
                MediumName.of("", "bfl", job, 0, "png"),
                Map.of());
    }
}
