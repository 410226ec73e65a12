package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.notify.Notifications.Filter;
import dev.mediahook.notify.Notifications.Notification;
import dev.mediahook.view.TestJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A notification that waits is neither forgotten nor deleted, however long it has waited. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WaitingNotificationsTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();
    private final EventIds ids = new EventIds(clock, 0);
    private final Target a = new Target("a", "direct:a", Set.of(), List.of());
    private final Target b = new Target("b", "direct:b", Set.of(), List.of());
    private Database database;
    private Notifications notifications;

    @BeforeEach
    void open() {
        database = kind.open(data, Map.of());
        notifications = new Notifications(database, clock, Duration.ofMinutes(2), (one, state, reason) -> {});
        Jobs jobs = new Jobs(database, ids, clock, new Outbox(List.of(a, b), ids, TestJson.TEXT));
        database.writer()
                .write(handle -> jobs.apply(handle, 7, "slow", "j", new JobFact(JobStatus.FAILED, 7, null, null)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatAWrongClockHasPutOffForYearsIsToldAfterTheNextStart() {
        Notification one = notifications.claim(a, 1).get(0).notification();
        notifications.again(one, clock.instant().plus(Duration.ofDays(400)), "away");

        notifications.release(a, Duration.ofDays(399));
        assertThat(notifications.claim(a, 1)).hasSize(1);
    }

    @Test
    void whatWaitsForATargetIsNotDeletedHoweverOldItIs() {
        new PausedTargets(database, clock).pause("b");
        clock.pass(Duration.ofDays(31));
        notifications.again(notifications.claim(a, 1).get(0).notification(), clock.instant(), "away");

        assertThat(Outbox.deleteOlderThan(database, clock.instant().minus(Duration.ofDays(30))))
                .isZero();
        List<Notification> waiting = database.read(handle -> Notifications.page(
                        handle, new Filter(Set.of(), Set.of("pending"), Set.of(), Set.of()), Long.MAX_VALUE, 10)
                .rows());
        assertThat(waiting).extracting(Notification::target).containsExactlyInAnyOrder("a", "b");
    }
}
