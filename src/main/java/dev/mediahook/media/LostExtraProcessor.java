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
 * Handles a medium that could not be fetched and that its job does not need. After a few failed tries, its reason is
 * recorded and the event goes on. The failure of any other medium is passed on.
 */
public final class LostExtraProcessor implements Processor {

    /** Enough for short trouble; the job waits for these tries. */
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
