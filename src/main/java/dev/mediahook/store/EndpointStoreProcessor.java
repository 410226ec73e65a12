package dev.mediahook.store;

import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;

/**
 * Hands media to any Camel endpoint, or to a route of a team's own by {@code direct:}: the body is the file, its name
 * stands in {@code CamelFileName}. Whether a medium is still there can't be asked, so a replay stores it again under the
 * same name. The file is gone once the endpoint has answered, so a route that hands it on without waiting has to keep it.
 */
public final class EndpointStoreProcessor implements MediumStore {

    private final ProducerTemplate template;
    private final String uri;
    private final String location;

    public EndpointStoreProcessor(ProducerTemplate template, String uri) {
        this.template = template;
        this.uri = uri;
        this.location = withoutSecrets(uri);
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
        } catch (RuntimeCamelException failure) {
            throw new IOException(
                    "the store's endpoint failed: " + cause(failure).getClass().getSimpleName(), failure);
        }
        return location + "/" + medium.name();
    }

    @Override
    public boolean holds(String name, long size) {
        return true;
    }

    /** A location is shown to others: options and credentials stay out of it, an account's name too. */
    static String withoutSecrets(String uri) {
        return uri.split("[?]", 2)[0]
                .replaceFirst("^([a-z0-9-]+:(//)?)[^/]*@", "$1")
                .replaceFirst("/+$", "");
    }

    private static Throwable cause(RuntimeCamelException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : cause;
    }
}
