package dev.mediahook.poll;

import dev.mediahook.database.Database;
import dev.mediahook.database.Duties;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.SenderError;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.log.EventLog;
import dev.mediahook.retry.Backoff;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.StatusQuery;
import dev.mediahook.work.Schedule;
import dev.mediahook.work.Share;
import dev.mediahook.work.SharedThreads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/**
 * Polls watched jobs. An answer goes into the inbox as a webhook would, and counts as one event with the same job's
 * webhook. If a sender can't be reached, that says nothing about its jobs.
 */
public final class Poller {

    private static final Logger LOG = EventLog.of(Poller.class);
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final double SPREAD = 0.1;
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** For one sender; the strictest sender allows 24 calls at once for the whole account. */
    private static final int AT_ONCE = 12;

    private final Database database;
    private final Watches watches;
    private final PollSettings settings;
    private final StatusAnswers answers;
    private final Inbox inbox;
    private final Jobs jobs;
    private final EventIds ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duties duties;
    private final Runnable ended;
    private final Map<String, RateLimit> allowances = new ConcurrentHashMap<>();
    private volatile Instant started;
    private volatile Instant looked;

    /**
     * @param duties chooses the node that polls a sender
     * @param ended called after a job was given up, so that targets are notified
     */
    public Poller(
            Database database,
            Watches watches,
            PollSettings settings,
            StatusAnswers answers,
            Inbox inbox,
            Jobs jobs,
            EventIds ids,
            InstantSource clock,
            RandomGenerator random,
            Duties duties,
            Runnable ended) {
        this.database = database;
        this.watches = watches;
        this.settings = settings;
        this.answers = answers;
        this.inbox = inbox;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
        this.started = clock.instant();
        this.looked = started;
        this.random = random;
        this.duties = duties;
        this.ended = ended;
    }

    /** Starts polling. */
    public void start(Schedule schedule, SharedThreads threads) {
        schedule.every("polling", EVERY, EVERY, () -> turn(threads));
    }

    private void turn(SharedThreads threads) {
        try {
            List<String> due = watches.due();
            Instant now = clock.instant();
            if (now.isAfter(looked.plus(LEASE))) {
                // The database was away, or this program stood still.
                started = now;
            }
            looked = now;
            due.forEach(sender -> turn(sender, threads));
        } catch (RuntimeException failure) {
            LOG.warn("watched jobs can't be asked after for now error={}", failure);
        }
    }

    /**
     * One node polls a sender for all nodes: limits and requested pauses apply to the whole account. A node without the
     * sender's key only gives up jobs whose time is over. A sender that does not answer holds up no other sender's jobs.
     */
    private void turn(String sender, SharedThreads threads) {
        if (!duties.mine((settings.canPoll(sender) ? "polling " : "giving up ") + sender)) {
            return;
        }
        RateLimit allowance = allowances.computeIfAbsent(sender, name -> new RateLimit(AT_ONCE, clock));
        int free = allowance.free(settings.perMinute(sender));
        if (free > 0) {
            List<Watch> due = watches.take(sender, free, LEASE);
            allowance.begin(due.size());
            due.forEach(watch -> begin(watch, allowance, threads));
        }
    }

    /** A job that gets no thread is due again when its lease ends. */
    private void begin(Watch watch, RateLimit allowance, SharedThreads threads) {
        try {
            threads.execute(new Share(watch.sender(), watch.jobId()), () -> work(watch, allowance));
        } catch (RejectedExecutionException noThread) {
            allowance.end();
        }
    }

    private void work(Watch watch, RateLimit allowance) {
        try {
            if (looked.isAfter(until(watch))) {
                giveUp(watch, "timeout", "neither a webhook nor a poll told of an end");
            } else {
                watches.again(watch, ask(watch));
            }
        } catch (RejectedExecutionException stopping) {
            // The job is due again when its lease ends.
        } catch (RuntimeException | Error failure) {
            LOG.warn("sender={} job={} poll failed error={}", watch.sender(), watch.jobId(), failure);
        } finally {
            allowance.end();
        }
    }

    /**
     * Time before the start, or in which nobody could ask, does not count: a job whose time had run out then gets its
     * full time from there.
     */
    private Instant until(Watch watch) {
        return watch.until().isAfter(started) ? watch.until() : started.plus(settings.pollFor(watch.sender()));
    }

    /** Polls once and returns the pause until the next poll, if the job does not end first. */
    private Duration ask(Watch watch) {
        // Spreads the polls, so that jobs submitted together are not always polled together.
        Duration pause = Backoff.spread(settings.pause(watch.sender(), watch.polls()), SPREAD, random);
        try {
            Event event = answers.ask(new StatusQuery(ids.next(), clock.instant(), watch.sender(), watch.jobId()));
            // The job id of an answer that can't be read is null.
            if (watch.jobId().equals(event.jobId())) {
                inbox.keep(event.tracedBy(watch.trace()));
            } else {
                LOG.info(
                        "sender={} job={} poll={} answer can't be read: no JSON, no status or not its job's id",
                        watch.sender(),
                        watch.jobId(),
                        watch.polls());
            }
        } catch (SenderApiException answer) {
            LOG.info(
                    "sender={} job={} poll={} answered status={}",
                    watch.sender(),
                    watch.jobId(),
                    watch.polls(),
                    answer.status());
            if (answer.unknownJob() && unknownForLong(watch)) {
                giveUp(watch, "unknown_job", "the sender does not know the job");
            }
            Duration asked = answer.retryAfter();
            // Status 0: out of reach. A poll for each job would only fill the log.
            if (answer.status() == 429 || answer.status() == 503 || answer.status() == 0) {
                watches.quiet(watch.sender(), asked == null ? pause : asked);
            }
            return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
        }
        return pause;
    }

    /**
     * A sender's machines may not all know a new job at once; a job that is still unknown after a while stays unknown.
     */
    private boolean unknownForLong(Watch watch) {
        Instant first = watch.until().minus(settings.pollFor(watch.sender()));
        return clock.instant().isAfter(first.plus(GRACE));
    }

    private void giveUp(Watch watch, String code, String message) {
        SenderError error = new SenderError(code, message);
        JobFact fact = new JobFact(JobStatus.FAILED, 0, null, error);
        database.writer().write(handle -> {
            watches.forget(handle, watch.sender(), watch.jobId());
            return jobs.apply(handle, 0, watch.sender(), watch.jobId(), fact);
        });
        LOG.warn("sender={} job={} given up reason={} polls={}", watch.sender(), watch.jobId(), code, watch.polls());
        ended.run();
    }
}
