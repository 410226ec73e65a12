package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.notify.Notifications.Filter;
import dev.mediahook.notify.Notifications.Notification;
import dev.mediahook.view.TestJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** The outbox keeps the notifications that are yet to be sent, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OutboxTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();
    private final EventIds ids = new EventIds(clock, 0);
    private final Target a = new Target("a", "direct:a", Set.of(), List.of());
    private final Target b = new Target("b", "direct:b", Set.of("slow"), List.of("dev.mediahook.job.f*"));
    private final Outbox outbox = new Outbox(List.of(a, b), ids, TestJson.TEXT);
    private Database database;
    private Jobs jobs;
    private Notifications notifications;

    @BeforeEach
    void open() {
        database = kind.open(data, Map.of());
        jobs = new Jobs(database, ids, clock, outbox);
        notifications = new Notifications(database, clock, Duration.ofMinutes(2), (one, state, reason) -> {});
        become("j", JobStatus.FAILED, 7);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesEachToEachTargetOnce() {
        Claimed first = notifications.claim(a, 10).get(0);
        assertThat(notifications.claim(a, 10))
                .as("the notification is under way")
                .isEmpty();
        assertThat(notifications.claim(b, 10)).hasSize(1);

        notifications.sent(first.notification());
        notifications.dead(first.notification(), "from a node that was late");
        assertThat(notifications.count("a", "dead", 10)).isZero();
        clock.pass(Duration.ofHours(1));
        assertThat(notifications.claim(a, 10)).isEmpty();
    }

    @Test
    void keepsTheOrderOfAJobAndHoldsUpNoOther() {
        become("j", JobStatus.COMPLETED, 8);
        become("k", JobStatus.FAILED, 9);
        Claimed failed = only("j", notifications.claim(a, 10));
        assertThat(failed.notification().type()).endsWith("failed");

        notifications.again(failed.notification(), clock.instant().plusSeconds(60), "away");
        assertThat(notifications.claim(a, 10))
                .as("the failure has to be sent first")
                .isEmpty();

        clock.pass(Duration.ofSeconds(61));
        Claimed again = only("j", notifications.claim(a, 10));
        assertThat(again.notification().attempts()).isEqualTo(2);
        notifications.sent(again.notification());
        assertThat(only("j", notifications.claim(a, 10)).notification().type()).endsWith("completed");
    }

    @Test
    void tellsATargetOnlyWhatItIsToHear() {
        become("j", JobStatus.COMPLETED, 8);
        database.writer()
                .write(handle -> jobs.apply(handle, 9, "fast", "x", new JobFact(JobStatus.FAILED, 9, null, null)));
        List<String> heard = new ArrayList<>();
        for (List<Claimed> some = notifications.claim(b, 1); !some.isEmpty(); some = notifications.claim(b, 1)) {
            heard.add(some.get(0).notification().type());
            notifications.sent(some.get(0).notification());
        }
        assertThat(heard).containsExactly("dev.mediahook.job.failed");
    }

    @Test
    void whatIsGivenUpIsDeadUntilItIsToldAgain() {
        Notification one = notifications.claim(a, 1).get(0).notification();
        notifications.dead(one, "it answered 500");
        assertThat(notifications.count("a", "dead", 10)).isEqualTo(1);

        assertThat(notifications.replay(one.id(), "b")).containsExactly("b");
        assertThat(notifications.replay(one.id(), "nobody")).isEmpty();
        assertThat(notifications.replayDead("a")).isEqualTo(1);
        assertThat(notifications.replay(one.id(), null)).containsExactlyInAnyOrder("a", "b");
        assertThat(notifications.claim(a, 1).get(0).notification().attempts()).isEqualTo(1);
    }

    @Test
    void aReplayOfTheEventTellsAgainWhatNobodyHeard() {
        notifications.dead(notifications.claim(a, 1).get(0).notification(), "away");
        notifications.revive(new EventId(7));
        assertThat(notifications.claim(a, 1)).hasSize(1);
    }

    @Test
    void whatAProgramThatDiedHadUnderWayIsFoundAgain() {
        assertThat(notifications.claim(a, 1)).hasSize(1);
        clock.pass(Duration.ofSeconds(121));
        assertThat(notifications.claim(a, 1)).hasSize(1);
        notifications.release(a, Duration.ofDays(1));
        assertThat(notifications.claim(a, 1)).hasSize(1);
    }

    @Test
    void pausesAndResumes() {
        PausedTargets paused = new PausedTargets(database, clock);
        paused.pause("a");
        paused.pause("a");
        assertThat(paused.isPaused("a")).isTrue();
        assertThat(paused.isPaused("b")).isFalse();
        paused.resume("a");
        assertThat(paused.isPaused("a")).isFalse();
    }

    @Test
    void isListedNewestFirst() {
        become("k", JobStatus.FAILED, 8);
        Filter dead = new Filter(Set.of(), Set.of("dead"), Set.of(), Set.of());
        Filter ofA = new Filter(Set.of("slow"), Set.of("pending"), Set.of("a"), Set.of());
        assertThat(page(dead)).isEmpty();
        assertThat(page(ofA)).extracting(Notification::jobId).containsExactly("k", "j");
    }

    private List<Notification> page(Filter filter) {
        return database.read(
                handle -> Notifications.page(handle, filter, Long.MAX_VALUE, 10).rows());
    }

    @Test
    void deletesWhatIsOldAndWasToldOrCanBeToldNoMore() {
        become("none", JobStatus.FAILED, 0);
        become("kept", JobStatus.FAILED, 8);
        database.writer()
                .write(handle -> handle.execute("INSERT INTO mediahook_event (id, sender, dedup_key, via, received_at,"
                        + " state, since, deadline, due, body) VALUES (8, 'slow', 'kept', 'webhook', 0, 'waiting', 0,"
                        + " 0, 0, '')"));
        notifications.sent(only("kept", notifications.claim(a, 10)).notification());
        clock.pass(Duration.ofDays(31));
        become("young", JobStatus.FAILED, 0);
        Instant cutoff = clock.instant().minus(Duration.ofDays(30));

        assertThat(Outbox.deleteOlderThan(database, cutoff)).isEqualTo(5);
        assertThat(Outbox.deleteOlderThan(database, cutoff)).isZero();
        assertThat(page(new Filter(Set.of(), Set.of(), Set.of(), Set.of())))
                .extracting(Notification::jobId)
                .containsExactlyInAnyOrder("young", "young", "kept");
    }

    private static Claimed only(String job, List<Claimed> claimed) {
        return claimed.stream()
                .filter(one -> one.notification().jobId().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private void become(String job, JobStatus status, long event) {
        database.writer()
                .write(handle -> jobs.apply(handle, event, "slow", job, new JobFact(status, event, null, null)));
    }
}
