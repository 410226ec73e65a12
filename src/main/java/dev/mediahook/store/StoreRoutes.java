package dev.mediahook.store;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.s3.AWS2S3Component;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.util.URISupport;

/** Stores one medium. */
public final class StoreRoutes extends RouteBuilder {

    private static final String FILE = "file:";

    private final StoreMediumProcessor storing;

    /**
     * @param contentTypes which are kept
     * @param prefix put before each name
     */
    public StoreRoutes(MediumStore store, TypeByBytes types, List<String> contentTypes, String prefix) {
        this.storing = new StoreMediumProcessor(store, types, new ContentTypes(contentTypes), prefix);
    }

    /**
     * The store that an endpoint URI names; a folder and a bucket are looked after by us, all others by Camel.
     *
     * @throws Exception where the URI has options that the component does not know
     */
    public static MediumStore storeAt(String uri, CamelContext context) throws Exception {
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
        S3Store store = new S3Store((AWS2S3Endpoint)
                component.createEndpoint(URISupport.normalizeUri(context.resolvePropertyPlaceholders(uri))));
        context.addService(store, true);
        return store;
    }

    @Override
    public void configure() {
        from("direct:store-medium")
                .routeId("store-medium")
                .description("Whole bytes -> a name in the store, or nothing")
                .process(storing);
    }
}
