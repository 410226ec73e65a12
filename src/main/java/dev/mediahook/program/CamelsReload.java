package dev.mediahook.program;

import dev.mediahook.config.SettingsFault;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.support.RouteWatcherReloadStrategy;

/** Camel's own reload of changed files, as opposed to {@code mediahook.routes.reload}. */
final class CamelsReload {

    private CamelsReload() {}

    /**
     * Refuses a reload that would begin by removing all routes: Mediahook's own would not come back, and senders would get
     * 404.
     *
     * @throws SettingsFault if such a reload is on
     */
    static void check(CamelContext context) {
        RouteWatcherReloadStrategy reload = context.hasService(RouteWatcherReloadStrategy.class);
        if (reload != null && reload.isRemoveAllRoutes()) {
            throw new SettingsFault(
                    List.of("camel.main.routesReloadEnabled: at the first changed file, Camel would remove"
                            + " Mediahook's own routes; set mediahook.routes.reload=true instead (or"
                            + " camel.main.routesReloadRemoveAllRoutes=false as well)"));
        }
    }
}
