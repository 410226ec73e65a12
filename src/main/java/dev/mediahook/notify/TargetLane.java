package dev.mediahook.notify;

import dev.mediahook.log.EventLog;
import dev.mediahook.notify.Notifications.Notification;
import dev.mediahook.retry.RetryPolicy;
import dev.mediahook.retry.TimeAtWork;
import dev.mediahook.work.Schedule;
import dev.mediahook.work.Share;
import dev.mediahook.work.SharedThreads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Notifies one target: several jobs at once, but each job's changes in order. While the target is away, it is tried
 * with one notification at a time, after growing pauses. No other target waits for it.
 */
final class TargetLane {

    private static final Logger LOG = EventLog.of(TargetLane.class);
    private static final int AT_ONCE = 4;

    private final Target target;
    private final Notifications notifications;
    private final PausedTargets paused;
    private final TargetProducer producer;
    private final RetryPolicy retries;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Schedule schedule;
    private final SharedThreads threads;
    private final Share share;
    /** While the target is away: each try may take long, and other targets need their threads. */
    private final Share againShare;

    private final TimeAtWork time = new TimeAtWork();
    private int underWay;
    private int failures;
    private @Nullable Instant quietUntil;
    private @Nullable Instant awaySince;
    private @Nullable String lastFailure;
    private boolean looking;
    private boolean lookAgain;

    TargetLane(
            Target target,
            Notifications notifications,
            PausedTargets paused,
            TargetProducer producer,
            RetryPolicy retries,
            RandomGenerator random,
            InstantSource clock,
            Schedule schedule,
            SharedThreads threads) {
        this.target = target;
        this.notifications = notifications;
        this.paused = paused;
        this.producer = producer;
        this.retries = retries;
        this.random = random;
        this.clock = clock;
        this.schedule = schedule;
        this.threads = threads;
        this.share = new Share("notify", target.name());
        this.againShare = new Share("notify again", target.name());
        time.at(clock.instant());
    }

    Target target() {
        return target;
    }

    /** Since when the target has accepted nothing, and why; empty if it accepted the last notification. */
    synchronized Optional<TargetTrouble> trouble() {
        return awaySince == null
                ? Optional.empty()
                : Optional.of(new TargetTrouble(awaySince, String.valueOf(lastFailure)));
    }

    /** Tries the target now, though the pause after its last failure has not ended. */
    synchronized void tryNow() {
        quietUntil = null;
        wake();
    }

    /** There may be notifications for this target. */
    synchronized void wake() {
        lookAgain = true;
        if (!looking) {
            looking = execute(this::look);
        }
    }

    private void look() {
        boolean ended = false;
        try {
            while (wanted()) {
                int most = most();
                List<Claimed> claimed =
                        most == 0 || paused.isPaused(target.name()) ? List.of() : notifications.claim(target, most);
                claimed.forEach(this::begin);
            }
            ended = true;
        } catch (RuntimeException away) {
            LOG.warn("{} the notifications can't be read, looked for again later error={}", target, away);
        } finally {
            // Also after an Error, which the pool reports: otherwise nobody would ever look again.
            if (!ended) {
                stopLooking();
            }
        }
    }

    private synchronized boolean wanted() {
        looking = lookAgain;
        lookAgain = false;
        return looking;
    }

    private synchronized void stopLooking() {
        looking = false;
    }

    private synchronized int most() {
        return pauseEnd() == null ? Math.max(0, (failures > 0 ? 1 : AT_ONCE) - underWay) : 0;
    }

    /** When the pause after the last failure ends; null if there is none now. */
    private synchronized @Nullable Instant pauseEnd() {
        return quietUntil != null && clock.instant().isBefore(quietUntil) ? quietUntil : null;
    }

    private void begin(Claimed claimed) {
        synchronized (this) {
            underWay++;
        }
        boolean begun = execute(() -> {
            try {
                tell(claimed);
            } finally {
                ended();
                wake();
            }
        });
        if (!begun) {
            ended();
        }
    }

    private synchronized void ended() {
        underWay--;
    }

    private void tell(Claimed claimed) {
        Notification one = claimed.notification();
        if (one.due().isBefore(clock.instant())) {
            // This program stood still: another may have sent it, and what comes after it.
            return;
        }
        Instant pauseEnd = pauseEnd();
        if (pauseEnd != null) {
            // Another one has failed while this one waited for its thread.
            notifications.again(one, pauseEnd, "the target is away");
            return;
        }
        Optional<TargetRefusal> refusal = producer.send(target, claimed);
        if (refusal.isEmpty()) {
            succeeded();
            notifications.sent(one);
            return;
        }
        TargetRefusal why = refusal.get();
        Instant now = clock.instant();
        if (why.ofTarget()) {
            failed(why, now);
        }
        Instant since = time.counted(one.since(), now);
        Optional<Instant> next = retries.next(one.attempts(), since, now, null, why.retryAfter(), random);
        if (next.isPresent()) {
            LOG.info("{} notification={} tried again at={} cause=\"{}\"", target, one.id(), next.get(), why.cause());
            notifications.again(one, next.get(), why.cause());
            wakeAt(next.get(), now);
        } else {
            LOG.warn("{} notification={} dead cause=\"{}\"", target, one.id(), why.cause());
            notifications.dead(one, why.cause());
        }
        giveUpTheOld(why, now);
    }

    private synchronized void succeeded() {
        if (failures > 0) {
            LOG.info("{} takes notifications again", target);
        }
        failures = 0;
        quietUntil = null;
        awaySince = null;
        lastFailure = null;
    }

    private synchronized void failed(TargetRefusal why, Instant now) {
        failures++;
        if (awaySince == null) {
            awaySince = now;
            LOG.warn(
                    "{} did not take a notification, tried again until it does to={} cause=\"{}\"",
                    target,
                    target.loggedUri(),
                    why.cause());
        }
        lastFailure = why.cause();
        Duration pause = retries.pause(failures, random);
        if (why.retryAfter() != null && why.retryAfter().compareTo(pause) > 0) {
            pause = why.retryAfter();
        }
        quietUntil = now.plus(pause);
        wakeAt(quietUntil, now);
    }

    /** After a long outage, one try for each notification would take too long. */
    private void giveUpTheOld(TargetRefusal why, Instant now) {
        Instant away = time.counted(trouble().map(TargetTrouble::since).orElse(now), now);
        Instant old = now.minus(retries.giveUpAfter());
        if (away.isBefore(old)) {
            int dead = notifications.giveUp(target, old, why.cause());
            if (dead > 0) {
                LOG.warn("{} {} notifications dead cause=\"{}\"", target, dead, why.cause());
            }
        }
    }

    private void wakeAt(Instant time, Instant now) {
        schedule.once("notifications", Duration.between(now, time).plusMillis(1), this::wake);
    }

    private boolean execute(Runnable work) {
        try {
            threads.execute(trouble().isEmpty() ? share : againShare, work);
            return true;
        } catch (RejectedExecutionException noThread) {
            LOG.debug("{} no thread, taken up later", target);
            return false;
        }
    }
}
