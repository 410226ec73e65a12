package dev.mediahook.receive;

import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;

/**
 * The route configuration that makes a route from {@code platform-http} answer refusals as {@code mediahook:webhook}
 * does.
 */
public final class RefusalRoutes extends RouteConfigurationBuilder {

    /** The ID that a webhook route names as its configuration. */
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
