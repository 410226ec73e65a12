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
 * The conditions under which an event may change a job or have a medium fetched: it is verified; its status word means
 * what the route takes it for; its job is known, if only known jobs are wanted; and its success is confirmed, if the
 * sender does not sign and can be asked. The steps of a route take care of all this. These rules hold even if a route
 * lacks a step.
 *
 * @param confirmed whether a sender's successes have to be confirmed unless they are signed
 * @param knownOnly whether a sender's jobs have to be known
 * @param known whether a job of a sender was submitted or is watched here, or was reported before
 */
public record TrustRules(Predicate<String> confirmed, Predicate<String> knownOnly, BiPredicate<String, String> known) {

    /**
     * Checks an event that a route has sent on to give its job a status.
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

    /** Whether only the sender's own API can confirm the end that an event reports for its job. */
    public static boolean isToBeConfirmed(Event event) {
        Proof proof = event.proof();
        boolean thin = event.end() != null && event.notes().thin();
        boolean unsignedSuccess = proof == Proof.TOKEN && event.end() == JobStatus.COMPLETED;
        return proof != Proof.NONE && proof != Proof.ANSWERED && (thin || unsignedSuccess);
    }

    /** If the sender's file gives a word no meaning, the word may mean anything but a success. */
    private static void checkMeaning(Event event, JobStatus status) {
        boolean unclear = event.meaning() == Meaning.UNKNOWN && status != JobStatus.COMPLETED;
        boolean same = status.terminal()
                ? event.meaning().end().filter(status::equals).isPresent()
                : event.meaning() == Meaning.RUNNING;
        if (event.readable() && (unclear || same)) {
            return;
        }
        throw EventFailed.permanent(
                Reason.MISROUTED,
                "the choice takes for " + status.word() + " what means " + event.outcome()
                        + " by the mapping's words: let it branch on ${body.outcome}");
    }
}
