package dev.mediahook.media;

import dev.mediahook.database.Database;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.fetch.MediumToFetch;
import dev.mediahook.log.EventLog;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;

/**
 * Of a medium that could not be had, and that its job is whole without, the reason is recorded once a few tries were in
 * vain; nothing fails for it. The failure of any other medium goes on.
 */
public final class LostExtraProcessor implements Processor {

    /** Enough for what passes in a moment; the job itself waits for them. */
    private static final int TRIES = 3;

    /** The exchange property that the route sets to the {@link MediumToFetch} before it is fetched. */
    private static final String WANTED = "mediahook.wanted";

    private static final Logger LOG = EventLog.of(LostExtraProcessor.class);

    private final Database database;

    public LostExtraProcessor(Database database) {
        this.database = database;
    }

    @Override
    public void process(Exchange exchange) {
        EventFailed failed = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, EventFailed.class);
        MediumToFetch wanted = exchange.getProperty(WANTED, MediumToFetch.class);
        if (wanted == null || !wanted.medium().extra()) {
            throw failed;
        }
        int attempt = exchange.getProperty(PayloadMappingProcessor.ATTEMPT, TRIES, Integer.class);
        if (attempt < Math.min(TRIES, failed.tries())) {
            throw EventFailed.retryable(failed.reason(), TRIES, String.valueOf(failed.getMessage()));
        }
        database.writer().write(handle -> {
            Media.lost(handle, wanted.event().sender(), wanted.jobId(), wanted.medium(), failed.reason());
            return wanted;
        });
        Set<?> missing = exchange.getProperty(ListMediaProcessor.MISSING, Set.class);
        if (missing != null) {
            missing.remove(wanted.medium().index());
        }
        LOG.info(
                "{} extra not stored reason={} cause=\"{}\"",
                wanted,
                failed.reason().word(),
                failed.getMessage());
    }
}
