package dev.mediahook.inbox;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.RawBody;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that this program works on until its lease runs out.
 *
 * @param delivery as it came
 * @param attempts how often it was taken up, this time included
 * @param since when the first of these tries was due
 * @param lease tells this lease from every other one
 * @param trace the {@link dev.mediahook.delivery.TraceParent} that the work goes on from; null if nothing was traced
 * @param intact false if the delivery's body is no longer what was kept
 */
public record Leased(
        Delivery delivery,
        int attempts,
        Instant since,
        String lease,
        @Nullable String trace,
        boolean intact) {

    /** Whether nobody has tried this event before; a replay, too, is another try. */
    boolean isFirstTry() {
        return attempts == 1 && since.equals(delivery.receivedAt());
    }

    /** The same with a body that is kept apart; as it is if there is none. */
    Leased withBody(byte @Nullable [] apart) {
        return apart == null
                ? this
                : new Leased(delivery.with(RawBody.of(apart)), attempts, since, lease, trace, intact);
    }

    /** For log lines. */
    @Override
    public String toString() {
        return "event=" + delivery.id() + " sender=" + delivery.sender() + " attempt=" + attempts;
    }
}
