package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.SettingsFault;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CamelsReloadTest {

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void isRefusedIfItRemovesAllRoutes() throws Exception {
        context.addService(new RouteWatcherReloadStrategy());

        assertThatThrownBy(() -> CamelsReload.check(context))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("camel.main.routesReloadEnabled")
                .hasMessageContaining("mediahook.routes.reload=true");
    }

    @Test
    void isTakenOtherwise() throws Exception {
        RouteWatcherReloadStrategy reload = new RouteWatcherReloadStrategy();
        reload.setRemoveAllRoutes(false);
        context.addService(reload);

        assertThatCode(() -> CamelsReload.check(context)).doesNotThrowAnyException();
        assertThatCode(() -> CamelsReload.check(new DefaultCamelContext())).doesNotThrowAnyException();
    }
}
