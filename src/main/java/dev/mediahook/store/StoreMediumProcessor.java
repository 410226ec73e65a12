package dev.mediahook.store;

import dev.mediahook.event.EventFailed;
import dev.mediahook.event.Reason;
import dev.mediahook.fetch.Download;
import dev.mediahook.fetch.FetchMediumProcessor;
import dev.mediahook.fetch.Fetched;
import dev.mediahook.fetch.MediumToFetch;
import dev.mediahook.log.EventLog;
import dev.mediahook.log.LogSample;
import dev.mediahook.store.probe.C2pa;
import dev.mediahook.store.probe.Dimensions;
import dev.mediahook.store.probe.TypeByBytes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;

/** Makes a {@link StoredDownload} of a {@link Fetched}: checks its type by its bytes, names it, and stores it. */
public final class StoreMediumProcessor implements Processor, Synchronization {

    /** The exchange property that holds the {@link StoredDownload}, whatever later steps do to the body. */
    public static final String STORED = "mediahook.stored";

    private static final Logger LOG = EventLog.of(StoreMediumProcessor.class);

    private final MediumStore store;
    private final TypeByBytes types;
    private final ContentTypes kept;
    private final String prefix;
    private final LogSample failures;

    /**
     * @param contentTypes which are kept
     * @param prefix put before each name
     * @param failures limits the log lines: while the store is away, every try of a medium fails
     */
    public StoreMediumProcessor(
            MediumStore store, TypeByBytes types, List<String> contentTypes, String prefix, LogSample failures) {
        this.failures = failures;
        this.store = store;
        this.types = types;
        this.kept = new ContentTypes(contentTypes);
        this.prefix = prefix;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Fetched fetched = exchange.getMessage().getBody() instanceof Fetched body
                ? body
                : exchange.getProperty(FetchMediumProcessor.FETCHED, Fetched.class);
        if (fetched == null) {
            throw new IllegalStateException("nothing was fetched before this step");
        }
        Download download = fetched.download();
        try {
            StoredDownload inStore = new StoredDownload(fetched, store(fetched.wanted(), download));
            exchange.setProperty(STORED, inStore);
            exchange.getExchangeExtension().addOnCompletion(this);
            exchange.getMessage().setBody(inStore);
        } catch (EventFailed noMedium) {
            download.delete();
            throw noMedium;
        } catch (IOException away) {
            // Keep the bytes for the next try: the URL may be dead by then.
            failures.warn(LOG, "{} could not be stored error={}", fetched.wanted(), away.toString());
            throw EventFailed.retryable(Reason.STORE_FAILED, null, String.valueOf(away.getMessage()));
        }
    }

    @Override
    public void onComplete(Exchange exchange) {
        StoredDownload inStore = exchange.getProperty(STORED, StoredDownload.class);
        try {
            inStore.fetched().download().delete();
        } catch (IOException left) {
            LOG.debug("a part is left for the sweep", left);
        }
    }

    /** If the medium is not on record, the next try finds its bytes as they were: the URL may be dead by then. */
    @Override
    public void onFailure(Exchange exchange) {}

    private StoredMedium store(MediumToFetch wanted, Download download) throws IOException {
        String type = types.of(download.file());
        if (!kept.keep(type)) {
            throw EventFailed.permanent(Reason.NOT_MEDIA, "the bytes are " + type);
        }
        Dimensions dimensions = Dimensions.of(download.file(), type);
        C2pa c2pa = C2pa.of(download.file(), type);
        String sender = wanted.event().sender();
        MediumName name =
                MediumName.of(prefix, sender, wanted.jobId(), wanted.medium().index(), types.extension(type));
        Map<String, String> facts = Map.of(
                "sender", MediumName.safe(sender),
                "job", MediumName.safe(wanted.jobId()),
                "source-host", download.sourceHost(),
                "sha256", download.sha256());
        String location =
                store.store(new MediumFile(download.file(), download.size(), download.sha256(), type, name, facts));
        return new StoredMedium(
                name.toString(),
                location,
                type,
                download.size(),
                download.sha256(),
                dimensions.width(),
                dimensions.height(),
                dimensions.durationMillis(),
                c2pa);
    }
}
