package dev.mediahook.store;

import java.io.IOException;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Hands media to any Camel endpoint, or to a route of a team's own by {@code direct:}: the body is the file, its name
 * stands in {@code CamelFileName}. Whether a medium is still there can't be asked, so a replay stores it again under the
 * same name.
 */
public final class EndpointStoreProcessor implements MediumStore {

    private final ProducerTemplate template;
    private final String uri;

    public EndpointStoreProcessor(ProducerTemplate template, String uri) {
        this.template = template;
        this.uri = uri;
    }

    @Override
    public String store(MediumFile medium) throws IOException {
        try {
            template.sendBodyAndHeaders(
                    uri,
                    medium.file().toFile(),
                    Map.of(
                            Exchange.FILE_NAME, medium.name().toString(),
                            Exchange.CONTENT_TYPE, medium.contentType(),
                            Exchange.CONTENT_LENGTH, medium.size()));
        } catch (CamelExecutionException failure) {
            throw new IOException(
                    "the store's endpoint failed: " + failure.getClass().getSimpleName(), failure);
        }
        return uri.split("[?]", 2)[0] + "/" + medium.name();
    }

    @Override
    public boolean holds(String name, long size) {
        return true;
    }
}
