package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.inbox.Replay;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay in the background that gets no thread is refused, and takes no other replay's place. */
class ReplayCallsTest {

    private static final ApiCall IN_BACKGROUND = new ApiCall(
            Map.of(),
            Map.of("state", "dead", "background", "true"),
            RequestHead.of("/api/events/replay", List.of()),
            RawBody.of(new byte[0]),
            null);

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();

    @Test
    void isOverAndTakesNobodysPlace() {
        Executor none = work -> {
            throw new RejectedExecutionException("none");
        };
        try (Database database = TestDatabase.SQLITE.open(data, Map.of())) {
            ReplayCalls calls = new ReplayCalls(new Replay(database, clock, () -> {}), none, clock);
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> calls.all(IN_BACKGROUND))
                        .isInstanceOf(Problem.class)
                        .hasMessage("there is no thread to replay with just now");
            }
        }
    }
}
