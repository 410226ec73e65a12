package dev.mediahook.job;

import dev.mediahook.database.Database;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.fetch.Wanted;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of a medium that could not be had, and that its job is whole without, the reason is recorded once a few tries were in
 * vain; nothing fails for it. The failure of any other medium goes on.
 */
final class LostExtraProcessor implements Processor {

    /** Enough for what passes in a moment; the job itself waits for them. */
    private static final int TRIES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(MediaRoutes.class);

    private final Database database;

    LostExtraProcessor(Database database) {
        this.database = database;
    }

    @Override
    public void process(Exchange exchange) {
        EventFailed failed = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, EventFailed.class);
        Wanted wanted = exchange.getProperty(MediaRoutes.WANTED, Wanted.class);
        if (!wanted.medium().extra()) {
            throw failed;
        }
        int attempt = exchange.getProperty(PayloadMappingProcessor.ATTEMPT, TRIES, Integer.class);
        if (attempt < Math.min(TRIES, failed.tries())) {
            throw EventFailed.passing(failed.reason(), TRIES, String.valueOf(failed.getMessage()));
        }
        database.writer().write(handle -> {
            Media.lost(handle, wanted.event().sender(), wanted.jobId(), wanted.medium(), failed.reason());
            return wanted;
        });
        LOG.info("{} extra not stored reason={} cause=\"{}\"", wanted, failed.reason().word(), failed.getMessage());
    }
}
