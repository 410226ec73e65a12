package dev.mediahook.inbox;

import dev.mediahook.event.AttemptLog;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try at an event.
 *
 * @param number how often the event has been taken up since it arrived or was replayed, this time included
 * @param outcome {@code done}, {@code again} or {@code dead}
 * @param reason its word; null if all is well
 * @param detail what was wrong, in words, without the query of any URL
 * @param next when it is tried again; null if it is not
 * @param transfers the requests for its media, oldest first
 */
public record Attempt(
        int number,
        Instant at,
        long tookMillis,
        String outcome,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant next,
        List<AttemptLog.Transfer> transfers) {

    static Attempt of(Leased leased, AttemptLog log, Outcome outcome, @Nullable EventFailed failed, Instant now) {
        long took = Duration.between(log.begun(), now).toMillis();
        String detail = failed == null ? null : failed.detail();
        if (outcome instanceof Outcome.Again again) {
            return new Attempt(
                    leased.attempts(),
                    log.begun(),
                    took,
                    "again",
                    again.reason().word(),
                    detail,
                    again.due(),
                    log.transfers());
        }
        boolean dead = outcome instanceof Outcome.Dead;
        var reason = outcome instanceof Outcome.Dead lost ? lost.reason() : ((Outcome.Done) outcome).reason();
        return new Attempt(
                leased.attempts(),
                log.begun(),
                took,
                dead ? "dead" : "done",
                reason == null ? null : reason.word(),
                detail,
                null,
                log.transfers());
    }
}
