package dev.mediahook.store;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.s3.AWS2S3Component;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.util.URISupport;

/** The store that {@code mediahook.media.store} names. */
public final class ConfiguredStore {

    private static final String FILE = "file:";

    private ConfiguredStore() {}

    /**
     * The store that an endpoint URI names; a folder and a bucket are looked after by us, all others by Camel.
     *
     * @throws Exception where the URI has options that the component does not know
     */
    public static MediumStore at(String uri, CamelContext context) throws Exception {
        if (uri.startsWith(FILE) && uri.indexOf('?') < 0) {
            return new FileStore(Path.of(uri.substring(FILE.length()).replaceFirst("^//(?=/)", "")));
        }
        if (uri.startsWith("aws2-s3:")) {
            return bucketAt(uri, context);
        }
        return new EndpointStore(context.createProducerTemplate(), uri);
    }

    /** The context does not get to know the endpoint, or it would look for the bucket before it starts. */
    private static MediumStore bucketAt(String uri, CamelContext context) throws Exception {
        AWS2S3Component component = context.getComponent("aws2-s3", AWS2S3Component.class);
        S3Store store = new S3Store((AWS2S3Endpoint) component.createEndpoint(URISupport.normalizeUri(uri)));
        context.addService(store, true);
        return store;
    }
}
