package dev.mediahook.receive;

import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;

/** What a route from {@code platform-http} names, so that what it refuses is answered as {@code mediahook:webhook} does. */
public final class RefusalRoutes extends RouteConfigurationBuilder {

    /** What a webhook route names. */
    public static final String ID = "mediahook-refusals";

    private final RefusalProcessor refusal;

    public RefusalRoutes(RefusalProcessor refusal) {
        this.refusal = refusal;
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition refusing = routeConfiguration(ID);
        refusing.onException(Exception.class).logHandled(false).handled(true).process(refusal);
    }
}
