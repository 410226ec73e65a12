package dev.mediahook.job;

import dev.mediahook.delivery.Proof;
import dev.mediahook.event.Event;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.Reason;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What an event must be before it changes a job, or has a medium fetched: verified; meant so by its word; of a known job
 * where only those are wanted; and a success of a sender that signs nothing confirmed if that can be asked. The steps of
 * a route see to it. These rules hold whatever steps a route has or lacks.
 *
 * @param confirmed whether a sender's successes have to be confirmed unless they are signed
 * @param knownOnly whether a sender's jobs have to be known
 * @param known whether a job of a sender was submitted or is watched here, or has been told of before
 */
public record TrustRules(Predicate<String> confirmed, Predicate<String> knownOnly, BiPredicate<String, String> known) {

    /**
     * Checks an event that a route has sent to where its job gets a status.
     *
     * @throws EventFailed naming what is wrong
     */
    void check(Event event, String jobId, JobStatus status) {
        if (event.proof() == Proof.NONE) {
            throw EventFailed.permanent(
                    Reason.UNVERIFIED, "no step of the route verified the delivery: put the verifying bean first");
        }
        checkMeaning(event, status);
        if (status.terminal() && isToBeConfirmed(event) && confirmed.test(event.sender())) {
            throw EventFailed.permanent(
                    Reason.UNCONFIRMED,
                    "the sender does not sign all that it says, and no step of the route had it confirmed: put the step"
                            + " mediahookConfirm before the choice");
        }
        if (knownOnly.test(event.sender()) && !known.test(event.sender(), jobId)) {
            throw EventFailed.permanent(
                    Reason.UNVERIFIED, "the job is neither submitted nor watched here, and only such are wanted");
        }
    }

    /** Whether only its sender's own API can say that what an event says has become of its job is so. */
    public static boolean isToBeConfirmed(Event event) {
        return switch (event.proof()) {
            case NONE, ANSWERED -> false;
            case TOKEN ->
                event.end() == JobStatus.COMPLETED
                        || (event.end() != null && event.notes().thin());
            case SIGNED -> event.end() != null && event.notes().thin();
        };
    }

    /** A word that the sender's file gives no meaning may mean anything but a success. */
    private static void checkMeaning(Event event, JobStatus status) {
        boolean unclear = event.meaning() == Meaning.UNKNOWN && status != JobStatus.COMPLETED;
        if (event.readable() && (unclear || event.meaning() == meaning(status))) {
            return;
        }
        throw EventFailed.permanent(
                Reason.MISROUTED,
                "the choice takes for " + status.word() + " what means " + event.outcome()
                        + " by the mapping's words: let it branch on ${body.outcome}");
    }

    private static Meaning meaning(JobStatus status) {
        return switch (status) {
            case COMPLETED -> Meaning.COMPLETED;
            case MODERATED -> Meaning.MODERATED;
            case CANCELLED -> Meaning.CANCELLED;
            case FAILED -> Meaning.FAILED;
            case RUNNING, SUBMITTED -> Meaning.RUNNING;
        };
    }
}
