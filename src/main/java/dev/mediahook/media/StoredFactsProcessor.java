package dev.mediahook.media;

import dev.mediahook.store.StoreMediumProcessor;
import dev.mediahook.store.StoredDownload;
import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Turns a stored medium into its facts: a {@link Medium.Stored} as the body, and the location as a header. */
public final class StoredFactsProcessor implements Processor {

    private final InstantSource clock;

    public StoredFactsProcessor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        StoredDownload inStore = exchange.getProperty(StoreMediumProcessor.STORED, StoredDownload.class);
        if (inStore == null) {
            throw new IllegalStateException("nothing was stored before this step");
        }
        Medium.Stored stored = Medium.Stored.of(inStore, clock.instant());
        exchange.getMessage().setHeader("MediahookLocation", stored.location());
        exchange.getMessage().setHeader("MediahookSha256", stored.sha256());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, stored.contentType());
        exchange.getMessage().setBody(stored);
    }
}
