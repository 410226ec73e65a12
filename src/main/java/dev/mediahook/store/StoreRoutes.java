package dev.mediahook.store;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Stores one medium. */
public final class StoreRoutes extends RouteBuilder {

    private static final String FILE = "file:";

    private final MediumStore store;
    private final StoreMediumProcessor storing;

    /**
     * @param contentTypes which are kept
     * @param prefix put before each name
     */
    public StoreRoutes(MediumStore store, TypeByBytes types, List<String> contentTypes, String prefix) {
        this.store = store;
        this.storing = new StoreMediumProcessor(store, types, new ContentTypes(contentTypes), prefix);
    }

    /** The store that an endpoint URI names; a folder and a bucket are looked after by us, all others by Camel. */
    public static MediumStore storeAt(String uri, CamelContext context) {
        if (uri.startsWith(FILE) && uri.indexOf('?') < 0) {
            return new FileStore(Path.of(uri.substring(FILE.length()).replaceFirst("^//(?=/)", "")));
        }
        if (uri.startsWith("aws2-s3:")) {
            AWS2S3Endpoint endpoint = context.getEndpoint(uri, AWS2S3Endpoint.class);
            ServiceHelper.startService(endpoint);
            return new S3StoreEndpoint(endpoint);
        }
        return new EndpointStoreProcessor(context.createProducerTemplate(), uri);
    }

    @Override
    public void configure() {
        from("direct:store-medium")
                .routeId("store-medium")
                .description("Whole bytes -> a name in the store, or nothing")
                .process(storing);
    }

    /** Whether the store still has a medium. */
    public boolean holds(String name, long size) {
        return store.holds(name, size);
    }
}
