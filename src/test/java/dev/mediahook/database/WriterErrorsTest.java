package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.work.Heartbeats;
import dev.mediahook.work.Loops;
import dev.mediahook.work.TestThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The writer survives whatever a write throws, except a fatal failure of the JVM, which ends the program. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WriterErrorsTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    private final Heartbeats heartbeats = new Heartbeats(Duration.ofMillis(500));
    private final AtomicReference<Throwable> ended = new AtomicReference<>();
    private Database database;

    @BeforeEach
    void open() {
        Loops loops = new Loops(heartbeats, (thread, failure) -> ended.set(failure));
        database = kind.open(folder, Map.of("mediahook.webhook.store-timeout", "10s"), loops);
        database.writer().write(handle -> handle.execute("CREATE TABLE note (word VARCHAR(20) UNIQUE)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void goesOnAndKeepsNothingOfTheWriteThatFailed() {
        for (Error error : TestThreads.survivable()) {
            assertThatThrownBy(() -> database.writer().write(handle -> {
                        handle.execute("INSERT INTO note (word) VALUES ('half')");
                        throw error;
                    }))
                    .isExactlyInstanceOf(StoreUnavailable.class)
                    .hasMessage(
                            "the database refused a write: " + error.getClass().getSimpleName())
                    .as("a cause would show what was to be written")
                    .hasNoCause();
            assertThatThrownBy(() -> submit("whole", () -> {
                                throw error;
                            })
                            .join())
                    .hasRootCause(error);
            insert("after-" + error.hashCode());
        }
        assertThat(words()).hasSize(TestThreads.survivable().length).noneMatch(word -> word.equals("half"));
        assertThat(ended).hasValue(null);
    }

    @Test
    void takesNoOtherWriteOfTheSameCommitDownWithIt() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> writes = new ArrayList<>();
        writes.add(submit("first", () -> {
            held.countDown();
            await(go);
        }));
        held.await();
        IntStream.range(0, 20).forEach(i -> writes.add(submit("word-" + i, () -> {})));
        CompletableFuture<Boolean> bad = submit("bad", () -> {
            throw new StackOverflowError();
        });
        IntStream.range(20, 40).forEach(i -> writes.add(submit("word-" + i, () -> {})));
        go.countDown();
        writes.forEach(CompletableFuture::join);

        assertThatThrownBy(bad::join).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(words()).hasSize(41).noneMatch(word -> word.equals("bad"));
    }

    @Test
    void doesNotWriteAgainWhatIsOnDiskAndCouldNotBeTold() {
        CompletableFuture<Boolean> first = submit("told", () -> {});
        CompletableFuture<Void> told = first.thenAccept(done -> {
            throw new StackOverflowError();
        });
        assertThatThrownBy(told::join).hasCauseInstanceOf(StackOverflowError.class);
        insert("after");
        assertThat(words()).containsExactlyInAnyOrder("told", "after");
    }

    @Test
    void isMissedWhileAWriteIsStuck() {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Boolean> stuck = submit("stuck", () -> await(go));
        Awaitility.await().untilAsserted(() -> assertThat(heartbeats.missing())
                .singleElement()
                .asString()
                .startsWith("mediahook-writer no beat for"));
        go.countDown();
        stuck.join();
        Awaitility.await().until(() -> heartbeats.missing().isEmpty());
    }

    @Test
    void endsTheProgramAfterWhatNothingSurvives() {
        CompletableFuture<Boolean> fatal = submit("fatal", () -> {
            throw new InternalError("of the JVM");
        });
        assertThatThrownBy(fatal::join).hasRootCauseInstanceOf(InternalError.class);
        Awaitility.await().untilAsserted(() -> assertThat(ended.get()).isInstanceOf(InternalError.class));
    }

    private void insert(String word) {
        submit(word, () -> {}).join();
    }

    private CompletableFuture<Boolean> submit(String word, Runnable before) {
        return database.writer()
                .submit(
                        (handle, arguments) -> {
                            before.run();
                            handle.execute("INSERT INTO note (word) VALUES (?)", word);
                            return List.of(true);
                        },
                        word);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> words() {
        return database.read(handle ->
                handle.createQuery("SELECT word FROM note").mapTo(String.class).list());
    }
}
