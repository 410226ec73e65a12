package dev.mediahook.submit;

import dev.mediahook.database.Duties;
import dev.mediahook.log.EventLog;
import dev.mediahook.submit.Submissions.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * Finds out what became of submissions whose answer was lost, from the sender's own list of jobs, if it has one. A job
 * is adopted only if it can be nothing else; otherwise it is logged for a person to decide.
 */
public final class Reconciliation {

    private static final Logger LOG = EventLog.of(Reconciliation.class);

    /** By how much the sender's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    /** How long after the request a sender may make the job. */
    private static final Duration LATEST = Duration.ofSeconds(60);

    /** How long a submission is left to the nodes that have its sender's key. */
    private static final Duration LEFT_TO_OTHERS = Duration.ofHours(2);

    private final Submissions submissions;
    private final Function<String, List<ListedJob>> lists;
    private final BiConsumer<Unknown, String> adopt;
    private final Duties duties;
    private final Predicate<String> keyed;

    /**
     * @param lists a sender's newest jobs; none if it lists none; throws a {@link SenderApiException} if it is to be asked
     *     again
     * @param adopt records that a submission became a job
     * @param keyed whether this node has a sender's key
     */
    public Reconciliation(
            Submissions submissions,
            Function<String, List<ListedJob>> lists,
            BiConsumer<Unknown, String> adopt,
            Duties duties,
            Predicate<String> keyed) {
        this.duties = duties;
        this.keyed = keyed;
        this.submissions = submissions;
        this.lists = lists;
        this.adopt = adopt;
    }

    /** Looks after the submissions that were begun before a time and have no job yet, if this is for this node to do. */
    public void look(Instant before) {
        try {
            List<Unknown> unknown = submissions.untold(before);
            unknown.stream()
                    .filter(one -> isMine(one.sender(), one.at().isBefore(before.minus(LEFT_TO_OTHERS))))
                    .forEach(one -> lookWhereAnswered(one, unknown));
        } catch (RuntimeException failure) {
            LOG.warn("open submissions can't be looked after for now error={}", failure);
        }
    }

    /** A node without the sender's key only reports what the nodes with the key have left alone for long. */
    private boolean isMine(String sender, boolean leftAlone) {
        boolean asks = keyed.test(sender);
        return (asks || leftAlone) && duties.mine((asks ? "reconciliation " : "reporting what is lost ") + sender);
    }

    private void lookWhereAnswered(Unknown one, List<Unknown> all) {
        try {
            look(one, all);
        } catch (SenderApiException away) {
            LOG.info(
                    "sender={} submission={} can't be looked for yet status={}", one.sender(), one.id(), away.status());
        }
    }

    private void look(Unknown one, List<Unknown> all) {
        List<String> candidates = lists.apply(one.sender()).stream()
                .filter(job -> near(one.at(), job.createdAt()))
                .map(ListedJob::jobId)
                .filter(jobId -> !submissions.known(one.sender(), jobId))
                .toList();
        boolean alone = all.stream()
                        .filter(other -> other.sender().equals(one.sender()) && overlap(one.at(), other.at()))
                        .count()
                == 1;
        if (candidates.size() == 1 && alone) {
            adopt.accept(one, candidates.get(0));
            LOG.info(
                    "sender={} job={} submission={} found in the sender's list",
                    one.sender(),
                    candidates.get(0),
                    one.id());
            return;
        }
        LOG.warn(
                "sender={} submission={} of {} may have been taken without our record; look at the sender candidates={}",
                one.sender(),
                one.id(),
                one.at(),
                candidates);
        submissions.told(one);
    }

    private static boolean near(Instant asked, Instant created) {
        return !created.isBefore(asked.minus(SKEW)) && !created.isAfter(asked.plus(LATEST));
    }

    private static boolean overlap(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SKEW.plus(LATEST)) <= 0;
    }
}
