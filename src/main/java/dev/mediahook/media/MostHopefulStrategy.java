package dev.mediahook.media;

import dev.mediahook.event.EventFailed;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Says what the outcome of several media is. */
public final class MostHopefulStrategy implements AggregationStrategy {

    /**
     * Of several failures the one worth most tries: while one medium can still be had, the event is not given up. Of two
     * such the one that is not over when a URL dies.
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
