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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A person has a target's notifications tried now that wait for their next try, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class HastenedTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();
    private final EventIds ids = new EventIds(clock, 0);
    private final Target target = new Target("a", "direct:a", Set.of(), List.of());

    @Test
    void isWhatWaitsButNotWhatIsUnderWay() {
        try (Database database = kind.open(data, Map.of())) {
            Jobs jobs = new Jobs(database, ids, clock, new Outbox(List.of(target), ids, TestJson.TEXT));
            for (String job : List.of("waits", "under-way")) {
                database.writer()
                        .write(handle ->
                                jobs.apply(handle, 0, "bfl", job, new JobFact(JobStatus.FAILED, 0, null, null)));
            }
            Notifications notifications =
                    new Notifications(database, clock, Duration.ofMinutes(2), (one, state, reason) -> {});
            for (Claimed one : notifications.claim(target, 2)) {
                if (one.notification().jobId().equals("waits")) {
                    notifications.again(one.notification(), clock.instant().plus(Duration.ofHours(1)), "away");
                }
            }
            notifications.hasten("another");
            assertThat(notifications.claim(target, 2)).isEmpty();

            notifications.hasten("a");

            assertThat(notifications.claim(target, 2))
                    .extracting(one -> one.notification().jobId())
                    .containsExactly("waits");
        }
    }
}
