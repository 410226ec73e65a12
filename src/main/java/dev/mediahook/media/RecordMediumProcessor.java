package dev.mediahook.media;

import dev.mediahook.database.Database;
import dev.mediahook.event.Event;
import dev.mediahook.fetch.MediumToFetch;
import dev.mediahook.log.EventLog;
import dev.mediahook.store.StoreMediumProcessor;
import dev.mediahook.store.StoredDownload;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;

/** Records a stored medium. Its facts are the body from here on. */
public final class RecordMediumProcessor implements Processor {

    private static final Logger LOG = EventLog.of(RecordMediumProcessor.class);

    private final Database database;
    private final InstantSource clock;
    private final BiConsumer<Event, Medium.Stored> listener;

    /**
     * @param listener is told of each medium that is on record
     */
    public RecordMediumProcessor(Database database, InstantSource clock, BiConsumer<Event, Medium.Stored> listener) {
        this.database = database;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        StoredDownload inStore = exchange.getProperty(StoreMediumProcessor.STORED, StoredDownload.class);
        if (inStore == null) {
            throw new IllegalStateException("nothing was stored before this step");
        }
        MediumToFetch wanted = inStore.fetched().wanted();
        Medium.Stored stored = Medium.Stored.of(inStore, clock.instant());
        database.writer().write(handle -> {
            Media.stored(handle, wanted.event().sender(), wanted.jobId(), wanted.medium(), stored);
            return stored;
        });
        // If a later step fails, the next try need not find the bytes.
        inStore.fetched().download().delete();
        LOG.info(
                "{} stored location={} type={} size={} fetch-ms={}",
                wanted,
                stored.location(),
                stored.contentType(),
                stored.size(),
                stored.fetchMillis());
        listener.accept(wanted.event(), stored);
        Set<?> missing = exchange.getProperty(ListMediaProcessor.MISSING, Set.class);
        if (missing != null) {
            missing.remove(wanted.medium().index());
        }
        exchange.getMessage().setBody(stored);
    }
}
