package dev.mediahook.notify;

import dev.mediahook.database.Database;
import dev.mediahook.database.Dialect;
import dev.mediahook.retry.RetryPolicy;
import dev.mediahook.verify.MediaLinks;
import dev.mediahook.work.Schedule;
import dev.mediahook.work.WorkThreads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Notifies every target, each at its own pace, and continues after a restart. */
public final class Notifier {

    /** How soon notifications of other programs on the same database are found. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final boolean alone;
    private final Notifications notifications;
    private final List<TargetLane> lanes;
    private final Schedule schedule;

    /**
     * @param signer signs what goes to {@code https:} targets
     * @param endpoints the endpoints of the targets
     * @param links to stored media; empty if notifications hold no links
     * @param wall the time that targets compare with theirs
     */
    public Notifier(
            Database database,
            Notifications notifications,
            PausedTargets paused,
            List<Target> targets,
            TargetEndpoints endpoints,
            Optional<NotificationSigner> signer,
            Optional<MediaLinks> links,
            RetryPolicy retries,
            RandomGenerator random,
            InstantSource clock,
            InstantSource wall,
            WorkThreads threads) {
        this.alone = database.dialect() == Dialect.SQLITE;
        this.notifications = notifications;
        this.schedule = threads.schedule();
        TargetProducer producer = new TargetProducer(endpoints, signer, links.map(LinkedMedia::new), wall);
        this.lanes = targets.stream()
                .map(target -> new TargetLane(
                        target,
                        notifications,
                        paused,
                        producer,
                        retries,
                        random,
                        clock,
                        threads.schedule(),
                        threads.calls()))
                .toList();
    }

    /** Starts sending. */
    public void start() {
        if (!lanes.isEmpty()) {
            if (alone) {
                targets().forEach(target -> notifications.release(target, RetryPolicy.LONGEST_WAIT));
            }
            schedule.every("notifications", Duration.ZERO, LOOK, this::wake);
        }
    }

    /** There may be notifications to send. */
    public void wake() {
        lanes.forEach(TargetLane::wake);
    }

    /** Tries targets now, though the pauses after their last failures have not ended. */
    public void tryNow(List<String> targets) {
        lanes.stream().filter(lane -> targets.contains(lane.target().name())).forEach(TargetLane::tryNow);
    }

    /** The targets that are configured. */
    public List<Target> targets() {
        return lanes.stream().map(TargetLane::target).toList();
    }

    /** Since when a target has accepted nothing; empty if it accepted the last notification. */
    public Optional<TargetTrouble> trouble(String target) {
        return lanes.stream()
                .filter(lane -> lane.target().name().equals(target))
                .findFirst()
                .flatMap(TargetLane::trouble);
    }
}
