package dev.mediahook.store;

import dev.mediahook.fetch.Fetched;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Stores one medium. */
public final class StoreRoutes extends RouteBuilder {

    private final TempStore store;

    public StoreRoutes(TempStore store) {
        this.store = store;
    }

    @Override
    public void configure() {
        from("direct:store-medium")
                .routeId("store-medium")
                .description("Whole bytes -> a name in the store, or nothing")
                .process(this::store);
    }

    private void store(Exchange exchange) throws Exception {
        Fetched f = exchange.getMessage().getMandatoryBody(Fetched.class);
        exchange.getMessage()
                .setBody(new InStore(
                        f,
                        store.store(
                                f.download(),
                                f.wanted().event().sender(),
                                f.wanted().jobId(),
                                f.wanted().medium().index())));
    }
}
