package dev.mediahook.media;

import dev.mediahook.event.EventFailed;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Decides the outcome of an event with several media. */
public final class MostHopefulStrategy implements AggregationStrategy {

    /**
     * Of several failures, keeps the one that deserves most tries: while one medium can still be fetched, the event is
     * not given up. Of two such failures, keeps the one that does not end when a URL dies.
     */
    @Override
    public Exchange aggregate(Exchange before, Exchange next) {
        if (before == null || before.getException() == null) {
            return next;
        }
        int order = Integer.compare(tries(next), tries(before));
        return order > 0 || (order == 0 && !needsTheUrl(next)) ? next : before;
    }

    private static boolean needsTheUrl(Exchange exchange) {
        EventFailed failed = exchange.getException(EventFailed.class);
        return failed != null && failed.reason().needsTheUrl();
    }

    private static int tries(Exchange exchange) {
        EventFailed failed = exchange.getException(EventFailed.class);
        return exchange.getException() == null ? 0 : failed == null ? Integer.MAX_VALUE : failed.tries();
    }
}
