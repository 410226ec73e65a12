package dev.mediahook.store;

import dev.mediahook.config.FileModes;
import dev.mediahook.store.probe.TypeByBytes;
import dev.mediahook.store.s3.S3Store;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

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
     * The store that an endpoint URI names; a folder and a bucket are looked after by us, all others by Camel. Without a
     * bucket the AWS SDK may be missing.
     *
     * @param modes of what is stored in a folder
     * @throws Exception where the URI has options that the component does not know
     */
    public static MediumStore storeAt(String uri, FileModes modes, CamelContext context) throws Exception {
        if (uri.startsWith(FILE) && uri.indexOf('?') < 0) {
            return new FileStore(Path.of(uri.substring(FILE.length()).replaceFirst("^//(?=/)", "")), modes);
        }
        if (uri.startsWith("aws2-s3:")) {
            return S3Store.at(uri, context);
        }
        return new EndpointStore(context.createProducerTemplate(), uri);
    }

    @Override
    public void configure() {
        from("direct:store-medium")
                .routeId("store-medium")
                .description("Whole bytes -> a name in the store, or nothing")
                .process(storing);
    }
}
