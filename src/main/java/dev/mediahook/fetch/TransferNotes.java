package dev.mediahook.fetch;

import dev.mediahook.event.AttemptLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Records the outcome of each request for one medium, in words. */
record TransferNotes(AttemptLog log, int medium, InstantSource clock) implements TransferListener {

    @Override
    public void ended(Instant begun, @Nullable String host, FetchOutcome outcome, long bytes) {
        long took = Duration.between(begun, clock.instant()).toMillis();
        log.add(new AttemptLog.Transfer(medium, begun, took, host, word(outcome), answer(outcome), bytes));
    }

    private static String word(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Fetched) {
            return "fetched";
        } else if (outcome instanceof FetchOutcome.Refused refused) {
            return refused.reason().word();
        } else if (outcome instanceof FetchOutcome.Expired) {
            return "url_expired";
        } else if (outcome instanceof FetchOutcome.Empty) {
            return "not_media";
        } else if (outcome instanceof FetchOutcome.Retryable retryable) {
            return retryable.reason().word();
        }
        return "busy";
    }

    private static String answer(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Fetched fetched) {
            String type = fetched.download().declaredType();
            return "whole, " + fetched.download().size() + " bytes" + (type == null ? "" : ", declared as " + type);
        } else if (outcome instanceof FetchOutcome.Refused refused) {
            return refused.detail();
        } else if (outcome instanceof FetchOutcome.Expired expired) {
            return "the media host answered " + expired.status();
        } else if (outcome instanceof FetchOutcome.Empty) {
            return "the media host sent no byte";
        } else if (outcome instanceof FetchOutcome.Retryable retryable) {
            return retryable.detail();
        }
        return "the media host answered 429";
    }
}
