package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.view.TestJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A target hears of a job's changes in their order, if two nodes made them and the clock of one is behind the other's. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OrderOfTwoNodesTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();
    private final InstantSource behind = () -> clock.instant().minusMillis(100);
    private final Target target = new Target("a", "direct:a", Set.of(), List.of());

    @Test
    void theNodeBehindIsToldOfLast() {
        try (Database database = kind.open(data, Map.of())) {
            become(database, clock, JobStatus.FAILED);
            become(database, behind, JobStatus.MODERATED);
            become(database, behind, JobStatus.COMPLETED);

            assertThat(told(database)).containsExactly("job.failed", "job.moderated", "job.completed");
        }
    }

    private void become(Database database, InstantSource nodesClock, JobStatus status) {
        EventIds ids = new EventIds(nodesClock, 0);
        Jobs jobs = new Jobs(database, ids, nodesClock, new Outbox(List.of(target), ids, TestJson.TEXT));
        database.writer().write(handle -> jobs.apply(handle, 7, "slow", "j", new JobFact(status, 7, null, null)));
    }

    private List<String> told(Database database) {
        Notifications notifications =
                new Notifications(database, clock, Duration.ofMinutes(2), (one, state, reason) -> {});
        List<String> told = new ArrayList<>();
        for (var some = notifications.claim(target, 1); !some.isEmpty(); some = notifications.claim(target, 1)) {
            notifications.sent(some.get(0).notification());
            told.add(some.get(0).notification().type().replace("dev.mediahook.", ""));
        }
        return told;
    }
}
